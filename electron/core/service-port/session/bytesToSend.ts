import { ContractError } from '../../../../shared/contract/failure.ts';
import type { Params } from '../../../../shared/contract/methods.ts';

const LINE_ENDS = { none: '', cr: '\r', lf: '\n', crlf: '\r\n' } as const;

/** The bytes that the technician wants sent. Fails with `invalid-params` where they are not clear. */
export function bytesToSend({ text, eol = 'none', hex }: Params<'port.send'>): Uint8Array {
  if (text !== undefined && hex !== undefined) {
    throw new ContractError('invalid-params', 'Give text or bytes in hex, not both.');
  }
  if (hex !== undefined) return Buffer.concat([hexBytes(hex), Buffer.from(LINE_ENDS[eol])]);
  const bytes = Buffer.from((text ?? '') + LINE_ENDS[eol], 'utf8');
  if (bytes.length === 0) throw new ContractError('invalid-params', 'There is nothing to send.');
  return bytes;
}

/** `01 03 00 6b`, `0x01, 0x03`, `01:03`, `0103`. */
function hexBytes(hex: string): Buffer {
  const words = hex.split(/[\s,;:-]+/).filter((word) => word !== '');
  const digits = words.map((word) => hexWord(word)).join('');
  if (digits === '') throw new ContractError('invalid-params', 'There are no bytes to send.');
  return Buffer.from(digits, 'hex');
}

function hexWord(word: string): string {
  const digits = word.replace(/^(?:0x|\\x)/i, '');
  if (!/^[0-9a-f]+$/i.test(digits)) {
    throw new ContractError('invalid-params', `“${word.slice(0, 40)}” is not hexadecimal.`, {
      hint: 'Write bytes as two digits 0-9 and A-F each: 01 03 00 6B.',
    });
  }
  if (digits.length === 1) return `0${digits}`;
  if (digits.length % 2 === 0) return digits;
  throw new ContractError('invalid-params', `“${word.slice(0, 40)}” has an odd number of digits.`, {
    hint: 'Each byte is two digits; a single one needs a 0 before it: 0A.',
  });
}
