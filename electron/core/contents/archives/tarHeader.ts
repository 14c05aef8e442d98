const BLOCK = 512;
const SUM_AT = 148;
const SUM_END = 156;

/** Whether a file begins with the header of a tar entry: its checksum fits (POSIX.1-1988 ustar, and older ones). */
export function isTarHeader(head: Uint8Array): boolean {
  if (head.length < BLOCK || head[0] === 0) return false;
  const told = Number.parseInt(Buffer.from(head.subarray(SUM_AT, SUM_END)).toString('latin1').trim(), 8);
  let sum = 0;
  for (let at = 0; at < BLOCK; at += 1) sum += at >= SUM_AT && at < SUM_END ? 32 : (head[at] ?? 0);
  return sum === told;
}
