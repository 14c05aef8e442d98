import { isAscii, isUtf8 } from 'node:buffer';
import { assertNever } from '../../../../shared/assertNever.ts';
import type { ContentEncoding } from '../../../../shared/files/contents/contentKind.ts';
import { decodeCp437 } from './codePage437.ts';

const windows1252 = new TextDecoder('windows-1252');

export interface Decoded {
  text: string;
  /** No text of its encoding: it was read as Windows-1252, which knows every byte. */
  isGuessed: boolean;
}

export function decodeText(bytes: Buffer, encoding: ContentEncoding): Decoded {
  switch (encoding) {
    case 'UTF-8':
      if (isAscii(bytes)) return { text: bytes.toString('latin1'), isGuessed: false };
      if (isUtf8(bytes)) return { text: bytes.toString('utf8'), isGuessed: false };
      return { text: windows1252.decode(bytes), isGuessed: true };
    case 'UTF-16LE':
      return { text: bytes.toString('utf16le'), isGuessed: false };
    case 'UTF-16BE': {
      const even = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)));
      return { text: even.swap16().toString('utf16le'), isGuessed: false };
    }
    case 'Windows-1252':
      return { text: windows1252.decode(bytes), isGuessed: false };
    case 'CP437':
      return { text: decodeCp437(bytes), isGuessed: false };
    default:
      return assertNever(encoding);
  }
}

/** At most so many bytes of a text, without the half of a character at the end. */
export function wholeCharacters(bytes: Buffer, limit: number, encoding: ContentEncoding): Buffer {
  if (bytes.length <= limit) return bytes;
  if (encoding === 'UTF-16LE' || encoding === 'UTF-16BE') {
    const end = limit - (limit % 2);
    const last = encoding === 'UTF-16LE' ? bytes[end - 1] : bytes[end - 2];
    // The first half of a pair goes with its second one.
    return bytes.subarray(0, last !== undefined && last >= 0xd8 && last <= 0xdb ? end - 2 : end);
  }
  if (encoding !== 'UTF-8') return bytes.subarray(0, limit);
  let end = limit;
  while (end > limit - 4 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, ((bytes[end] ?? 0) & 0xc0) === 0x80 ? limit : end);
}
