import type { RapiField, RapiProfile } from '../../../../../shared/service-port/profile/rapiProfile.ts';
import { RAPI_COMMANDS, rapiCommandName } from '../../../../../shared/service-port/rapi/rapiCommands.ts';
import { isRapiAsync, type RapiFrame } from '../../../../../shared/service-port/rapi/rapiFrame.ts';
import type { RapiItemSpec } from '../../../../../shared/service-port/rapi/rapiItem.ts';
import { decodeRapiNews, type RapiNews } from '../../../../../shared/service-port/rapi/rapiNews.ts';
import { fieldValue } from './profileItems.ts';

/** What a command is for: in the words of the profile, else in those of RAPI. */
export function commandWords(command: string, { commands }: Pick<RapiProfile, 'commands'>): string {
  const own = commands.find(({ send }) => send === command);
  const name = rapiCommandName(command);
  const known = Object.hasOwn(RAPI_COMMANDS, name) ? RAPI_COMMANDS[name] : undefined;
  const words = own?.meaning ?? known?.words ?? 'sends a command that is not known';
  const args = command.split(' ').slice(1).join(' ').replaceAll('\u0011', ' ');
  return args === '' ? words : `${words}: ${args}`;
}

/** What an answer says: the items that are read from it, or its fields in the profile, or as it came. */
export function answerWords(
  command: string,
  frame: RapiFrame,
  specs: Iterable<RapiItemSpec>,
  { commands }: Pick<RapiProfile, 'commands'>,
): string {
  const items: string[] = [];
  for (const { item, read } of specs) {
    const value = read?.command === command ? read.value(frame) : undefined;
    if (value === undefined) continue;
    const text =
      'value' in value ? `${value.value}${item.unit === undefined ? '' : ` ${item.unit}`}` : 'not there';
    items.push(`${item.title}: ${text}`);
  }
  if (items.length > 0) return items.join(', ');
  const told = fieldWords(commands.find(({ send }) => send === command)?.reply ?? [], frame.args);
  if (told.length > 0) return told.join(', ');
  return frame.args.length === 0 ? 'done' : `done: ${printable(frame.rest)}`;
}

function fieldWords(fields: readonly RapiField[], args: readonly string[]): string[] {
  return fields.flatMap((field, index) => {
    const value = fieldValue(args[index] ?? '', field);
    return value !== undefined && 'value' in value ? [`${field.name}: ${value.value}`] : [];
  });
}

/** What comes unasked, where a frame is such: by RAPI itself, and by the profile where it says of another message what it means. */
export function newsOf(frame: RapiFrame, { news }: Pick<RapiProfile, 'news'>): RapiNews | undefined {
  const own = news.find(({ prefix }) => prefix === frame.name);
  if (own === undefined && !isRapiAsync(frame)) return undefined;
  const known = decodeRapiNews(frame);
  if (own === undefined || known.kind !== 'other') return known;
  const words = [own.meaning, ...fieldWords(own.fields, frame.args)].join(', ');
  if (!own.isBoot) return { kind: 'other', words, isProblem: false };
  return { kind: 'boot', postCode: 0, firmware: '', words, isProblem: false };
}

/** Control characters as dots. */
export function printable(text: string): string {
  return Array.from(text, (character) => (/[ -~]/.test(character) ? character : '·')).join('');
}
