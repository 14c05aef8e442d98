/** As compilers write it: records of sixteen bytes, then the end. */
export function hexFile(bytes: Uint8Array, start = 0): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 16) {
    lines.push(hexRecord(0, start + at, bytes.subarray(at, at + 16)));
  }
  return [...lines, hexRecord(1, 0, []), ''].join('\r\n');
}

export function hexRecord(type: number, offset: number, data: Iterable<number>): string {
  const body = [...data];
  const bytes = [body.length, (offset >> 8) & 0xff, offset & 0xff, type, ...body];
  const sum = -bytes.reduce((total, byte) => total + byte, 0) & 0xff;
  return `:${Buffer.from([...bytes, sum])
    .toString('hex')
    .toUpperCase()}`;
}

/** Firmware of an AVR that begins with `jmp`. */
export function avrFirmware(sizeBytes: number): Uint8Array {
  const bytes = Uint8Array.from({ length: sizeBytes }, (_, at) => (at * 7 + (at >> 7)) & 0xff);
  bytes.set([0x0c, 0x94, 0x34, 0x00]);
  return bytes;
}
