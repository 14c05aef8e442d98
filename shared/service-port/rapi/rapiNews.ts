import { decimal, hexadecimal } from './rapiItem.ts';
import type { RapiFrame } from './rapiFrame.ts';
import { rapiLiveFlagWords, rapiPostWords, rapiStateWords } from './rapiState.ts';

/** What a device told unasked. `words` is for people. */
export type RapiNews = { words: string; isProblem: boolean } & (
  | { kind: 'boot'; postCode: number; firmware: string }
  | { kind: 'state'; state: number; pilot?: number; amps?: number; flags?: number }
  | { kind: 'button'; isLong: boolean }
  | { kind: 'wifi'; mode: number }
  | { kind: 'other' }
);

const WIFI_MODES = ['as an access point', 'as a client', 'as an access point with its first settings'];

export function decodeRapiNews({ name, args, text }: RapiFrame): RapiNews {
  const news = DECODERS.get(name)?.(args);
  return news ?? { kind: 'other', words: `a message that is not known: ${text}`, isProblem: false };
}

/** `$AB postcode fwrev` */
function bootNews([code, ...rest]: readonly string[]): RapiNews | undefined {
  const postCode = hexadecimal(code);
  if (postCode === undefined) return undefined;
  const firmware = rest.join(' ');
  const words = `started: ${rapiPostWords(postCode)}${firmware === '' ? '' : `, firmware ${firmware}`}`;
  return { kind: 'boot', postCode, firmware, words, isProblem: postCode !== 0 };
}

/** `$AT evsestate pilotstate amps vflags` */
function stateNews(args: readonly string[]): RapiNews | undefined {
  const state = hexadecimal(args[0]);
  if (state === undefined) return undefined;
  const pilot = hexadecimal(args[1]);
  const amps = decimal(args[2]);
  const flags = hexadecimal(args[3]);
  const words = [
    `state: ${rapiStateWords(state)}`,
    ...(pilot === undefined ? [] : [`pilot: ${rapiStateWords(pilot)}`]),
    ...(amps === undefined ? [] : [`${amps} A offered`]),
    ...(flags === undefined ? [] : [`flags: ${rapiLiveFlagWords(flags)}`]),
  ].join(', ');
  return {
    kind: 'state',
    state,
    ...(pilot === undefined ? {} : { pilot }),
    ...(amps === undefined ? {} : { amps }),
    ...(flags === undefined ? {} : { flags }),
    words,
    isProblem: state > 0x04 && state <= 0x11,
  };
}

/** `$ST state` of firmware before RAPI 5; three digits are a decimal number (254 asleep, 255 disabled). */
function oldStateNews([text]: readonly string[]): RapiNews | undefined {
  const state = text?.length === 3 ? decimal(text) : hexadecimal(text);
  return state === undefined ? undefined : stateNews([state.toString(16)]);
}

/** `$AN 0|1` */
function buttonNews([type]: readonly string[]): RapiNews | undefined {
  if (type !== '0' && type !== '1') return undefined;
  const isLong = type === '1';
  return {
    kind: 'button',
    isLong,
    words: `the button was pressed ${isLong ? 'long' : 'shortly'}`,
    isProblem: false,
  };
}

/** `$WF mode` */
function wifiNews([text]: readonly string[]): RapiNews | undefined {
  const mode = hexadecimal(text);
  if (mode === undefined) return undefined;
  const words = `asks its network module to work ${WIFI_MODES[mode] ?? `in mode ${mode}`}`;
  return { kind: 'wifi', mode, words, isProblem: false };
}

const DECODERS: ReadonlyMap<string, (args: readonly string[]) => RapiNews | undefined> = new Map([
  ['AB', bootNews],
  ['AT', stateNews],
  ['ST', oldStateNews],
  ['AN', buttonNews],
  ['WF', wifiNews],
]);
