const NAMES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as HTML takes it, also in an attribute. Control characters, which no page may hold, are shown as pictures. */
export function htmlText(text: string): string {
  return (
    text
      .replaceAll(/[&<>"]/g, (char) => NAMES[char] ?? char)
      // oxlint-disable-next-line no-control-regex -- a charger may send any of them
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, (char) =>
        String.fromCharCode(0x2400 + char.charCodeAt(0)),
      )
      .replaceAll('\r', '\u240d')
  );
}
