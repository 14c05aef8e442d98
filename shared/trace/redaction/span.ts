/** A part of a text and what shall stand there instead. */
export interface Span {
  start: number;
  end: number;
  text: string;
}

/** The text with its spans replaced; all else stays as it is. Where spans overlap, the first one's text covers all. */
export function applySpans(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) return text;
  let result = '';
  let at = 0;
  for (const { start, end, text: replacement } of merged(spans)) {
    result += text.slice(at, start) + replacement;
    at = end;
  }
  return result + text.slice(at);
}

function merged(spans: readonly Span[]): Span[] {
  const sorted = spans.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const result: Span[] = [];
  for (const span of sorted) {
    const last = result.at(-1);
    if (last !== undefined && span.start < last.end) last.end = Math.max(last.end, span.end);
    else result.push({ ...span });
  }
  return result;
}

/** Whether a part was recognised already, in whole or in part. */
export function isCovered(spans: readonly Span[], start: number, end: number): boolean {
  return spans.some((span) => span.start < end && start < span.end);
}

/** Text inside another text that writes some characters in another way: a JSON string, text of XML. */
export interface Decoded {
  text: string;
  /** Where a character of `text` begins in the outer text; of the length of `text`, where it ends. */
  at: (index: number) => number;
  /** A replacement in the outer text's writing. */
  encode: (text: string) => string;
}

/** Spans of the inner text as spans of the outer one. */
export function outward(spans: readonly Span[], { at, encode }: Decoded): Span[] {
  return spans.map(({ start, end, text }) => ({ start: at(start), end: at(end), text: encode(text) }));
}
