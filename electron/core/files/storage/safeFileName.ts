const LONGEST_CHARS = 120;
/** File systems count bytes: 255 of them, of which a number that tells names apart needs some. */
const LONGEST_BYTES = 200;
const NOT_ALLOWED = /[^\p{L}\p{M}\p{N} ._()+=@,~-]/gu;
/** Devices of Windows, whatever ending they have: a file of such a name cannot be opened, or is a printer. */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?=\s*(?:\.|$))/i;

/**
 * The last part of a path as a name that Windows, macOS and Linux take, and that leads nowhere else; `otherwise` where
 * nothing is left of it. The ending stays, since it tells what the file is.
 */
export function safeFileName(sent: string, otherwise = 'upload'): string {
  const last = sent.replaceAll('\\', '/').replace(/\/+$/, '').split('/').at(-1) ?? '';
  const plain = last.toWellFormed().normalize('NFC').replaceAll('\ufffd', '_').replaceAll(NOT_ALLOWED, '_');
  // Windows drops blanks and dots at the end; a dot in front hides a file elsewhere.
  const trimmed = plain
    .trim()
    .replace(/^\.+/, '_')
    .replace(/[. ]+$/, '');
  const short = shortened(DEVICE.test(trimmed) ? `_${trimmed}` : trimmed);
  return /[\p{L}\p{N}]/u.test(short) ? short : otherwise;
}

/** Bytes of a name as text: UTF-8, or else as Windows of the west writes it. */
export function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Not UTF-8: firmware with a code page of its own. Some letters may be wrong, none is dangerous.
    return Buffer.from(bytes).toString('latin1');
  }
}

/** A percent-encoded part of an address as text; broken escapes stay as they are. */
export function decodePart(part: string): string {
  const bytes = part.replaceAll(/%[0-9a-f]{2}/gi, (code) =>
    String.fromCharCode(Number.parseInt(code.slice(1), 16)),
  );
  // A letter that is no byte: the text was decoded already.
  const isBytes = Array.from(bytes).every((char) => char.charCodeAt(0) <= 0xff && char.length === 1);
  return isBytes ? decodeName(Buffer.from(bytes, 'latin1')) : part;
}

/** `log (2).zip` for `log.zip`. */
export function numberedName(name: string, number: number): string {
  const ending = /(?<=.)(?:\.tar)?\.[^.]+$/u.exec(name)?.[0] ?? '';
  return `${name.slice(0, name.length - ending.length)} (${number})${ending}`;
}

function shortened(name: string): string {
  if (Array.from(name).length <= LONGEST_CHARS && Buffer.byteLength(name) <= LONGEST_BYTES) return name;
  const ending = /(?:\.[\p{L}\p{N}]{1,8}){0,2}$/u.exec(name)?.[0] ?? '';
  const stem = Array.from(name.slice(0, name.length - ending.length)).slice(0, LONGEST_CHARS - ending.length);
  while (Buffer.byteLength(stem.join('')) + Buffer.byteLength(ending) > LONGEST_BYTES) stem.pop();
  return `${stem.join('').trimEnd()}${ending}`;
}
