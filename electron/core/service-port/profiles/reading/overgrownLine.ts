/** No profile goes deeper, or has so many of these one after the other. */
const MOST_OPEN = 100;
const ROWS = [/(?:,[ \t]*){50}/, /(?:[-?:][ \t]+){50}/, /(?:^%.*\n){50}/m, /["'%&*!|>]{50}/];

/**
 * The line at which a text stops to be anything that is worth reading as YAML; nothing where it is well. The reader takes minutes over such texts, with
 * the core standing still.
 */
export function overgrownLine(text: string): number | undefined {
  const at = ROWS.map((row) => text.search(row)).find((index) => index !== -1) ?? openedTooOften(text);
  return at === undefined ? undefined : text.slice(0, at).split('\n').length;
}

/** Where more lists and parts in brackets are open than any profile has. Brackets in texts count, too: they come in pairs, or are few. */
function openedTooOften(text: string): number | undefined {
  let open = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '[' || sign === '{') open += 1;
    else if (sign === ']' || sign === '}') open = Math.max(0, open - 1);
    if (open > MOST_OPEN) return at;
  }
  return undefined;
}
