const PREDEFINED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

const REFERENCE = /&(#[xX][\da-fA-F]{1,6}|#\d{1,7}|[A-Za-z]{2,4});/g;

/** Resolves the five entities that XML has by itself, and character references. All others stay as they are written. */
export function decodeXmlText(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(REFERENCE, (whole: string, reference: string) =>
    reference.startsWith('#') ? (characterOf(reference) ?? whole) : (PREDEFINED.get(reference) ?? whole),
  );
}

function characterOf(reference: string): string | undefined {
  const isHex = /^#x/i.test(reference);
  const code = Number.parseInt(reference.slice(isHex ? 2 : 1), isHex ? 16 : 10);
  return isXmlCharacter(code) ? String.fromCodePoint(code) : undefined;
}

/** XML 1.0 §2.2: no control characters, no halves of surrogate pairs. */
function isXmlCharacter(code: number): boolean {
  return (
    code === 0x9 ||
    code === 0xa ||
    code === 0xd ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff)
  );
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // A bare carriage return would be read as a line feed (XML 1.0 §2.11).
  '\r': '&#13;',
};

/** Text as content of an element or inside a double-quoted attribute. What XML cannot hold becomes U+FFFD. */
export function encodeXmlText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[&<>"\r]/g, (found) => ESCAPES[found] ?? found)
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}');
}
