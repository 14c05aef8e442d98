/** How a frame is protected: exclusive or of all characters before `^`, 8-bit sum of all before `*` (legacy), or not at all. */
export const RAPI_CHECKSUMS = ['xor', 'sum', 'none'] as const;
export type RapiChecksum = (typeof RAPI_CHECKSUMS)[number];

/** Ends every frame in both directions. */
export const RAPI_END = '\r';

const MARKS = { xor: '^', sum: '*' } as const;

/** `text` holds one character per byte. */
export function rapiChecksum(text: string, kind: 'xor' | 'sum'): number {
  let sum = 0;
  for (let at = 0; at < text.length; at += 1) {
    const byte = text.charCodeAt(at) & 0xff;
    sum = kind === 'xor' ? sum ^ byte : (sum + byte) & 0xff;
  }
  return sum;
}

const hexByte = (value: number): string => value.toString(16).toUpperCase().padStart(2, '0');

/**
 * A command as it goes over the line, without the carriage return: `$SC 16 :2A^1B`. `sequenceId` is from 1 to 255 (0 is reserved as
 * invalid) and stands within what the checksum covers.
 */
export function buildRapiFrame(
  command: string,
  { checksum, sequenceId }: { checksum: RapiChecksum; sequenceId?: number | undefined },
): string {
  const body = `$${command}${sequenceId === undefined ? '' : ` :${hexByte(sequenceId)}`}`;
  return checksum === 'none' ? body : `${body}${MARKS[checksum]}${hexByte(rapiChecksum(body, checksum))}`;
}

export interface RapiFrame {
  /** With `$`, without the carriage return; one character per byte. */
  text: string;
  /** `OK`, `NK`, `AT`, or the name of a command. */
  name: string;
  /** Split at each blank, as the firmware does: two blanks are an empty argument. */
  args: string[];
  /** All between the name's blank and the sequence id, as it came: an MCU id may hold any byte. */
  rest: string;
  sequenceId?: number;
  checksum: RapiChecksum;
  /** False only where there is a checksum and it is another one. */
  isIntact: boolean;
}

/** Takes a frame apart. Never fails: what has no checksum says so, and whether that is enough is for the caller to say. */
export function parseRapiFrame(text: string): RapiFrame {
  const end = /([\^*])([0-9A-Fa-f]{2})$/.exec(text);
  const body = end === null ? text : text.slice(0, end.index);
  const kind = end === null ? 'none' : end[1] === '^' ? 'xor' : 'sum';
  const isIntact = kind === 'none' || rapiChecksum(body, kind) === Number.parseInt(end?.[2] ?? '', 16);
  const id = / :([0-9A-Fa-f]{2})$/.exec(body);
  const content = (id === null ? body : body.slice(0, id.index)).slice(1);
  const blank = content.indexOf(' ');
  const name = blank === -1 ? content : content.slice(0, blank);
  const rest = blank === -1 ? '' : content.slice(blank + 1);
  return {
    text,
    name,
    args: blank === -1 ? [] : rest.split(' '),
    rest,
    ...(id?.[1] === undefined ? {} : { sequenceId: Number.parseInt(id[1], 16) }),
    checksum: kind,
    isIntact,
  };
}

/** What comes unasked: `AB`, `AT`, `AN` and whatever else begins with A, `WF`, and the `ST state` of firmware before RAPI 5. */
export function isRapiAsync({ name, args }: Pick<RapiFrame, 'name' | 'args'>): boolean {
  return /^A[A-Z]$/.test(name) || name === 'WF' || (name === 'ST' && args.length === 1);
}

export function isRapiReply({ name }: Pick<RapiFrame, 'name'>): boolean {
  return name === 'OK' || name === 'NK';
}
