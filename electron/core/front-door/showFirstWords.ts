import { isHtml } from '../../../shared/trace/foreignText.ts';
import { hexDump, isEmptyLines, showHead } from './rawHead.ts';
import type { FirstWords } from './readHead.ts';

/** First bytes that are no HTTP request, as text where they are one. */
export function showFirstWords({ spoken, bytes }: FirstWords): string {
  const begun = bytes.subarray(0, 2048);
  const isText =
    (spoken !== 'tls' && spoken !== 'other' && bytes[0] !== 0x16) || isHtml(begun.toString('latin1'));
  return isText && !isEmptyLines(bytes) ? showHead(bytes.subarray(0, 2048)) : hexDump(bytes);
}
