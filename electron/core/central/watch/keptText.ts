/**
 * The beginning of a text, as a copy of its own: what `slice` gives keeps the whole text in memory for as long as it
 * lives, and a station may send megabytes.
 */
export function keptText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return Buffer.from(text.slice(0, limit).toWellFormed()).toString();
}
