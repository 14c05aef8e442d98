const BLOCK_BYTES = 512;

/** The head of a file in a tar archive (POSIX.1-1988 ustar). */
export function tarHead(name: string, sizeBytes: number, modifiedAt: number): Buffer {
  const head = Buffer.alloc(BLOCK_BYTES);
  const octal = (value: number, digits: number): string =>
    `${Math.floor(value).toString(8).padStart(digits, '0')}\0`;
  head.write(name.slice(0, 99), 0, 'latin1');
  head.write(octal(0o644, 7), 100);
  head.write(octal(0, 7), 108);
  head.write(octal(0, 7), 116);
  head.write(octal(sizeBytes, 11), 124);
  head.write(octal(modifiedAt / 1000, 11), 136);
  head.write(' '.repeat(8), 148);
  head.write('0', 156);
  head.write('ustar\u000000', 257);
  const sum = head.reduce((total, byte) => total + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return head;
}

/** Fills the last block of a file. */
export function tarPadding(sizeBytes: number): Buffer {
  return Buffer.alloc((BLOCK_BYTES - (sizeBytes % BLOCK_BYTES)) % BLOCK_BYTES);
}

export const TAR_END = Buffer.alloc(2 * BLOCK_BYTES);
