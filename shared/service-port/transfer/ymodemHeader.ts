import type { IncomingFile, OutgoingFile } from './transferMachine.ts';

/** What fits into block 0 beside size, date and mode. */
const NAME_BYTES = 80;
const KEPT_END_BYTES = 20;

/**
 * Block 0 of YMODEM: name, NUL, then size (decimal), date and mode (octal), parted by spaces. A long name loses its middle, not its ending, so
 * that all of it fits into 128 bytes, which every receiver takes.
 */
export function ymodemHeader({ name, sizeBytes, mtimeS = 0, mode = 0o100644 }: OutgoingFile): Uint8Array {
  const text = new TextEncoder();
  const facts = `${sizeBytes} ${mtimeS.toString(8)} ${mode.toString(8)}`;
  return Uint8Array.from([...shortened(text.encode(name)), 0, ...text.encode(facts)]);
}

function shortened(name: Uint8Array): Uint8Array {
  const clean = name.filter((byte) => byte !== 0);
  if (clean.length <= NAME_BYTES) return clean;
  return Uint8Array.from([
    ...clean.subarray(0, NAME_BYTES - KEPT_END_BYTES),
    ...clean.subarray(-KEPT_END_BYTES),
  ]);
}

/** Nothing where the block ends the batch: its name is empty. What is no number is left out: names and sizes come from a device. */
export function parseYmodemHeader(data: Uint8Array): IncomingFile | undefined {
  const nameEnd = endOf(data);
  if (nameEnd === 0) return undefined;
  const rest = data.subarray(nameEnd + 1);
  const [size = '', mtime = '', mode = ''] = textOf(rest.subarray(0, endOf(rest)))
    .trim()
    .split(/\s+/);
  const sizeBytes = numberOf(size, 10);
  const mtimeS = numberOf(mtime, 8);
  const modeBits = numberOf(mode, 8);
  return {
    name: textOf(data.subarray(0, nameEnd)),
    ...(sizeBytes === undefined ? {} : { sizeBytes }),
    ...(mtimeS === undefined ? {} : { mtimeS }),
    ...(modeBits === undefined ? {} : { mode: modeBits }),
  };
}

function endOf(text: Uint8Array): number {
  const end = text.indexOf(0);
  return end === -1 ? text.length : end;
}

function numberOf(text: string, base: 8 | 10): number | undefined {
  const isNumber = base === 8 ? /^[0-7]{1,17}$/.test(text) : /^\d{1,15}$/.test(text);
  return isNumber ? Number.parseInt(text, base) : undefined;
}

/** UTF-8, or Latin-1 of an older device. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  }
}
