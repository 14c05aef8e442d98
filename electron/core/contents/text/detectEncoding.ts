import { isAscii, isUtf8 } from 'node:buffer';
import type { ContentEncoding } from '../../../../shared/files/contents/contentKind.ts';
import { detectEncoding as detectMark, TextDecoding } from '../../trace/import/textDecoding.ts';
import { wholeCharacters } from './decodeText.ts';

export interface FoundEncoding {
  encoding: ContentEncoding;
  markBytes: number;
  reason: string;
}

/** The encoding of a text by its first bytes, with the reason in words. */
export function detectEncoding(head: Buffer): FoundEncoding {
  const { encoding, markBytes } = detectMark(head);
  if (encoding !== 'UTF-8') {
    const reason = markBytes > 0 ? 'by its byte order mark' : 'by its zero bytes';
    return { encoding, markBytes, reason };
  }
  if (markBytes > 0) return { encoding, markBytes, reason: 'by its byte order mark' };
  if (isAscii(head)) return { encoding, markBytes, reason: 'only plain letters so far' };
  const whole = wholeCharacters(head, head.length - 4, 'UTF-8');
  if (isUtf8(whole)) return { encoding, markBytes, reason: 'all letters are valid UTF-8' };
  const { valid, broken } = countSequences(whole);
  if (valid > broken) return { encoding, markBytes, reason: `mostly valid UTF-8, ${broken} bytes are not` };
  return {
    encoding: 'Windows-1252',
    markBytes,
    reason: 'its letters are no UTF-8, so the one of the west is taken',
  };
}

/** Characters beyond ASCII that are UTF-8, and bytes that belong to none. */
function countSequences(bytes: Buffer): { valid: number; broken: number } {
  const decoding = new TextDecoding({ encoding: 'UTF-8', markBytes: 0 });
  const text = decoding.decode(bytes) + decoding.end();
  const broken = decoding.escapedBytes;
  let valid = -broken;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x7f) valid += 1;
  return { valid, broken };
}
