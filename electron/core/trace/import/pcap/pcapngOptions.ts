interface Option {
  code: number;
  value: Buffer;
}

/** The options behind the fields of a block (draft-ietf-opsawg-pcapng §3.5), as far as they are whole. */
export function readOptions(bytes: Buffer, isBig: boolean): Option[] {
  const options: Option[] = [];
  const u16 = (at: number): number => (isBig ? bytes.readUInt16BE(at) : bytes.readUInt16LE(at));
  for (let at = 0; at + 4 <= bytes.length;) {
    const code = u16(at);
    const length = u16(at + 2);
    if (code === 0 || at + 4 + length > bytes.length) break;
    options.push({ code, value: bytes.subarray(at + 4, at + 4 + length) });
    at += 4 + ((length + 3) & ~3);
  }
  return options;
}
