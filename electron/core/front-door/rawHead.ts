/** An empty line ends a head; a bare LF ends a line too, as RFC 9112 §2.2 lets a recipient read it. */
const HEAD_ENDS = ['\n\r\n', '\n\n'];
const SECRET_HEADER = /^((?:proxy-)?authorization|cookie)(\s*:\s*)(.*)$/gim;

/** Length of an HTTP head including its closing empty line; nothing while it is incomplete. */
export function headLength(bytes: Buffer): number | undefined {
  let start = 0;
  while (bytes[start] === 0x0d || bytes[start] === 0x0a) start += 1;
  const lengths = HEAD_ENDS.map((mark) => ({ at: bytes.indexOf(mark, start, 'latin1'), mark }))
    .filter(({ at }) => at !== -1)
    .map(({ at, mark }) => at + mark.length);
  return lengths.length === 0 ? undefined : Math.min(...lengths);
}

export function isEmptyLines(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0x0d || byte === 0x0a);
}

/** Bytes of an HTTP head as text for people: every byte one character, credentials masked. */
export function showHead(bytes: Buffer): string {
  return maskCredentials(bytes.toString('latin1'));
}

/** A request for a page, as a person's browser sends it: it asks for no WebSocket. */
export function isPageHead(head: Buffer): boolean {
  const text = head.toString('latin1');
  return /^(?:GET|HEAD) /.test(text) && !/^(?:upgrade|sec-websocket-key)\s*:/im.test(text);
}

/** Keeps the scheme (`Basic`), since whether and how a charger authenticates is what one wants to see. */
export function maskCredentials(head: string): string {
  return head.replace(SECRET_HEADER, (_line, name: string, colon: string, value: string) => {
    const scheme = /^(basic|bearer|digest)\b/i.exec(value)?.[0];
    return `${name}${colon}${scheme === undefined ? '' : `${scheme} `}***`;
  });
}

/** The classic dump, 16 bytes a line with their characters beside them. */
export function hexDump(bytes: Buffer, limitBytes = 512): string {
  const lines: string[] = [];
  const shown = bytes.subarray(0, limitBytes);
  for (let offset = 0; offset < shown.length; offset += 16) {
    const row = [...shown.subarray(offset, offset + 16)];
    const hex = row.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const text = row.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    lines.push(`${offset.toString(16).padStart(4, '0')}  ${hex.padEnd(47)}  ${text}`);
  }
  if (bytes.length > limitBytes) lines.push(`… ${bytes.length - limitBytes} more bytes`);
  return lines.join('\n');
}
