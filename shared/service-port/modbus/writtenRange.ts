import { decodeRequest, isWrite, spanOf, wordAt } from './modbusRequest.ts';

/** What a PDU would write: coils or registers, from an address on. */
export interface WrittenRange {
  kind: 'coils' | 'registers';
  address: number;
  count: number;
}

/**
 * Nothing for a PDU that writes nothing. Functions 22 (mask) and 23 (write, then read) count, too, although nothing here sends them of its
 * own accord (Application Protocol V1.1b3 §6.16, 6.17).
 */
export function writtenRange(pdu: Uint8Array): WrittenRange | undefined {
  const request = decodeRequest(pdu);
  if (request !== undefined) {
    if (!isWrite(request)) return undefined;
    const kind = request.functionCode === 5 || request.functionCode === 15 ? 'coils' : 'registers';
    return { kind, address: request.address, count: spanOf(request) };
  }
  const at = pdu[0] === 22 ? 1 : pdu[0] === 23 ? 5 : undefined;
  const address = at === undefined ? undefined : wordAt(pdu, at);
  if (at === undefined || address === undefined) return undefined;
  return { kind: 'registers', address, count: pdu[0] === 22 ? 1 : (wordAt(pdu, at + 2) ?? 1) };
}
