const NAMES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as HTML takes it, also in an attribute. Control characters, which no page may hold, are shown as pictures. */
export function htmlText(text: string): string {
  return text
    .replaceAll(/[&<>"]/g, (char) => NAMES[char] ?? char)
    .replaceAll(/[^\P{Cc}\t\n\r\u007f-\u009f]/gu, (char) => String.fromCharCode(0x2400 + char.charCodeAt(0)))
    .replaceAll('\r', '\u240d');
}
