/** The check of Modbus ASCII (Modbus over Serial Line V1.02 §6.2.1): the two's complement of the sum of the bytes, modulo 256. */
export function lrc(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) sum = (sum + byte) & 0xff;
  return -sum & 0xff;
}
