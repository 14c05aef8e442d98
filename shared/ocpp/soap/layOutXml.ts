const TOKEN =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<(?:"[^"]*"|'[^']*'|[^<>"'])*>|[^<]+|</g;
/** Longer texts are shown as they came: nobody reads them line by line. */
const LIMIT_CHARS = 512 * 1024;
const DEPTH_SHOWN = 40;

/**
 * XML with each element on a line of its own, for reading only: blanks between tags are not kept. Works on broken XML
 * as far as it goes. Nothing where the text has no tags or is too long.
 */
export function layOutXml(text: string): string | undefined {
  if (text.length > LIMIT_CHARS || !/^[\uFEFF\s]*</.test(text)) return undefined;
  const lines: string[] = [];
  let depth = 0;
  let open = '';
  const put = (line: string): void => {
    lines.push('  '.repeat(Math.min(depth, DEPTH_SHOWN)) + line);
  };
  /** A start tag waits: if its end follows at once or after text, all three share a line. */
  const flush = (): void => {
    if (open === '') return;
    put(open);
    open = '';
    depth += 1;
  };
  for (const [token] of text.matchAll(TOKEN)) {
    if (/^<\/[^>]/.test(token)) {
      if (open === '') {
        depth = Math.max(0, depth - 1);
        put(token);
      } else {
        put(open + token);
        open = '';
      }
    } else if (/^<[^!?/]/.test(token) && !token.endsWith('/>') && token.length > 1) {
      flush();
      open = token;
    } else if (token.trim() !== '') {
      if (open === '' || token.startsWith('<')) {
        flush();
        put(token.trim());
      } else {
        open += token;
      }
    }
  }
  if (open !== '') put(open);
  return lines.join('\n');
}
