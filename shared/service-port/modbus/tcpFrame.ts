/** Header of a frame of Modbus TCP (Messaging on TCP/IP V1.0b §3.1.3): transaction, protocol 0, length, unit. There is no check. */
export const TCP_HEADER_BYTES = 7;
export const MOST_TCP_BYTES = 260;

export function encodeTcp(transaction: number, unit: number, pdu: Uint8Array): Uint8Array {
  const length = pdu.length + 1;
  return Uint8Array.of(
    transaction >>> 8,
    transaction & 0xff,
    0,
    0,
    length >>> 8,
    length & 0xff,
    unit,
    ...pdu,
  );
}

/** The length of the frame that begins here; 0 where none can; nothing while its header is not all here. */
export function tcpLength(bytes: Uint8Array): number | undefined {
  if (bytes.length < TCP_HEADER_BYTES) return undefined;
  const length = ((bytes[4] ?? 0) << 8) | (bytes[5] ?? 0);
  const isFrame = bytes[2] === 0 && bytes[3] === 0 && length >= 2 && length <= 254;
  return isFrame ? length + 6 : 0;
}
