import { ownValue } from '../../ownValue.ts';
import type { DriverItem, ItemRisk } from '../driverItem.ts';

/** What was read of one item: `value` as shown, absent where the device says that it has none, with the reason. */
export type RapiValue = { value: string } | { absent: string };

/** The reply that a value is read from, after `$OK`. */
export interface RapiReply {
  args: readonly string[];
  /** As it came, with all blanks and control characters. */
  rest: string;
}

/** What a write has to know of the device. */
export interface RapiDevice {
  /** As `$GV` told it; absent before. */
  protocol: string | undefined;
  /** The arguments of the latest reply to a reading command. */
  args: (command: string) => readonly string[];
}

export interface RapiRead {
  command: string;
  /** Undefined: the reply is not what this command answers. */
  value: (reply: RapiReply) => RapiValue | undefined;
}

export interface RapiWrite {
  /** Reading commands whose latest reply the command is made of. */
  needs?: readonly string[];
  command: (value: string, device: RapiDevice) => string;
  /** Why a value that is within the limits is not sent all the same. */
  refuses?: (value: string, device: RapiDevice) => string | undefined;
  /** Whether what was read back is what was wanted; default: the same text. */
  isSame?: (wanted: string, readBack: string) => boolean;
  /** The item that proves it, where this one cannot be read; `boot`: the start that follows. */
  proof?: string;
  /** Other items, and the values that they must have before. */
  requires?: ReadonlyArray<{ key: string; values: readonly string[]; why: string }>;
  /** Where the device needs longer than usual. */
  timeoutMs?: number;
  readBackAfterMs?: number;
  /** What a refusal means here. */
  refusal?: string;
}

/** Why one of two values is not written of which the other is not known. */
export const OTHER_OF_PAIR = 'The other value of the pair could not be read, and both are written together.';

/** One item of a RAPI device: what it is, how it is read and written. */
export interface RapiItemSpec {
  item: DriverItem;
  read?: RapiRead;
  write?: RapiWrite;
  /** RAPI version that brought it; older devices do not have it. */
  since?: string;
}

type ItemFields = Partial<Omit<DriverItem, 'key' | 'title'>>;

export function rapiItem(key: string, title: string, fields: ItemFields): DriverItem {
  return {
    key,
    title,
    type: 'text',
    access: 'read-only',
    risk: 'none',
    isSecret: false,
    isLive: false,
    ...fields,
  };
}

/** A number without needless digits: 16, 0.5, -3.25. */
export function shown(value: number, digits = 3): string {
  return String(Number(value.toFixed(digits)));
}

export function decimal(text: string | undefined): number | undefined {
  return text !== undefined && /^-?\d{1,12}$/.test(text) ? Number(text) : undefined;
}

export function hexadecimal(text: string | undefined): number | undefined {
  return text !== undefined && /^[0-9A-Fa-f]{1,8}$/.test(text) ? Number.parseInt(text, 16) : undefined;
}

/** A decimal argument of a reply, times a factor; `absent` where it has a value that stands for “not there”. */
export function readDecimal(
  command: string,
  index: number,
  {
    scale = 1,
    digits = 3,
    none,
  }: { scale?: number; digits?: number; none?: { raw: number; why: string } } = {},
): RapiRead {
  return {
    command,
    value: ({ args }) => {
      const raw = decimal(args[index]);
      if (raw === undefined) return undefined;
      return none?.raw === raw ? { absent: none.why } : { value: shown(raw * scale, digits) };
    },
  };
}

export function readHex(command: string, index: number, words?: (value: number) => string): RapiRead {
  return {
    command,
    value: ({ args }) => {
      const raw = hexadecimal(args[index]);
      return raw === undefined ? undefined : { value: words?.(raw) ?? String(raw) };
    },
  };
}

export function readText(command: string, index: number): RapiRead {
  return {
    command,
    value: ({ args }) => {
      const text = args[index];
      return text === undefined || text === '' ? undefined : { value: text };
    },
  };
}

/** An argument that stands for words. */
export function readWords(command: string, index: number, words: Readonly<Record<string, string>>): RapiRead {
  return {
    command,
    value: ({ args }) => {
      const text = ownValue(words, args[index] ?? '');
      return text === undefined ? undefined : { value: text };
    },
  };
}

/** An item that does something once: `{value}` is always `now`. */
export function rapiAction(
  key: string,
  title: string,
  send: string,
  { risk, meaning, group = 'Actions' }: { risk: ItemRisk; meaning: string; group?: string },
  write: Partial<RapiWrite> = {},
): RapiItemSpec {
  const choices = [{ value: 'now', title: 'Now' }];
  return {
    item: rapiItem(key, title, { type: 'choice', access: 'write-only', group, meaning, risk, choices }),
    write: { command: () => send, ...write },
  };
}

/** Whether a version is at least another: 5.2.1 is at least 5.1. Unknown ones are taken for new. */
export function isRapiAtLeast(version: string | undefined, least: string): boolean {
  if (version === undefined || !/^\d+(\.\d+)*$/.test(version)) return true;
  const has = version.split('.').map(Number);
  const wants = least.split('.').map(Number);
  for (const [index, want] of wants.entries()) {
    const part = has[index] ?? 0;
    if (part !== want) return part > want;
  }
  return true;
}
