import type { RawData } from 'ws';

/** A message in one piece, whatever the library hands over. */
export function wholeMessage(data: RawData): Buffer {
  if (Buffer.isBuffer(data)) return data;
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data);
}
