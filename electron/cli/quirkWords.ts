import { TRANSFER_PROTOCOLS } from '../../shared/files/transferProtocol.ts';
import { isQuirkSetting, QUIRK_SETTINGS, type QuirkChange } from '../../shared/station/quirkChange.ts';
import { ID_RULES, quirkProfileSchema, type QuirkProfile } from '../../shared/station/quirkProfile.ts';
import { QUIRK_SETTING_INFO } from '../../shared/station/quirkSettings.ts';
import { OCPP_VERSIONS } from '../../shared/ocpp/version.ts';
import type { Arguments } from './args.ts';
import { nearestName } from './nearestName.ts';
import { UsageError } from './usageError.ts';

/** Values that are words, for guesses at a slip of the finger. */
const WORDS = [
  'true',
  'false',
  'fraction',
  'whole',
  'frame',
  'drop',
  'in-address',
  'none',
  ...ID_RULES,
  ...OCPP_VERSIONS,
  ...TRANSFER_PROTOCOLS,
];

/** What `--set`, `--unset` and `--callback` ask for, or nothing where none is there. Throws `UsageError`. */
export function quirkChange(args: Arguments): QuirkChange | undefined {
  const unset = args.texts('unset').map((name) => [settingName(name, 'unset'), null] as const);
  const set = args.texts('set').map((word) => assigned(word));
  const callback = args.text('callback');
  const called = callback === undefined ? [] : [assigned(`callbackUrl=${callback}`)];
  const all = [...unset, ...set, ...called];
  return all.length === 0 ? undefined : (Object.fromEntries(all) as QuirkChange);
}

/** `KEY=VALUE`; the value may hold further equals signs. */
function assigned(word: string): readonly [string, QuirkProfile[keyof QuirkProfile]] {
  const at = word.indexOf('=');
  if (at < 1) throw new UsageError(`--set takes KEY=VALUE, such as configurationChunk=4, not "${word}".`);
  const name = settingName(word.slice(0, at), 'set');
  const text = word.slice(at + 1);
  const schema = quirkProfileSchema.shape[name];
  for (const candidate of readings(text)) {
    const checked = schema.safeParse(candidate);
    if (checked.success && checked.data !== undefined) return [name, checked.data];
  }
  const nearest = nearestName(
    text.toLowerCase(),
    WORDS.filter((value) => readings(value).some((one) => schema.safeParse(one).success)),
  );
  const guess = nearest === undefined ? '' : ` Did you mean ${nearest}?`;
  throw new UsageError(`${name} takes ${QUIRK_SETTING_INFO[name].values}, not "${text}".${guess}`);
}

/** What a word can mean: itself, a number or a truth value where it is one, and a list. */
function readings(text: string): readonly (string | number | boolean | string[])[] {
  if (text === 'true' || text === 'on') return [text, true];
  if (text === 'false' || text === 'off') return [text, false];
  if (/^\d+$/.test(text)) return [text, Number(text)];
  const list = text.split(',').map((word) => word.trim().toLowerCase());
  return [text, list];
}

function settingName(typed: string, flag: string): keyof QuirkProfile {
  if (isQuirkSetting(typed)) return typed;
  const exact = QUIRK_SETTINGS.find((name) => name.toLowerCase() === typed.toLowerCase());
  if (exact !== undefined) return exact;
  const nearest = nearestName(typed, QUIRK_SETTINGS);
  const guess = nearest === undefined ? '' : ` Did you mean ${nearest}?`;
  throw new UsageError(
    `--${flag}: there is no setting "${typed}".${guess} The settings: ${QUIRK_SETTINGS.join(', ')}.`,
  );
}
