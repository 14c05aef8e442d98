/**
 * Text to look for, without regard to case. `pieces` are what stands between its wildcards: one piece has none, and
 * each gap is any text, also none at all.
 */
export interface TextPattern {
  /** As it was meant: without quotes and escapes, wildcards as `*`. */
  readonly text: string;
  readonly pieces: readonly string[];
}

export function literalPattern(text: string): TextPattern {
  return { text, pieces: [text] };
}

export function wildcardPattern(text: string): TextPattern {
  return { text, pieces: text.split('*') };
}

/** A literal search without regard to case: as fast as comparing lower-cased copies, without making the copies. */
function ignoringCase(text: string, flags: string): RegExp {
  return new RegExp(text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`), flags);
}

/** Whether the pattern occurs anywhere in a text. Each piece is looked for once: the time is linear in the text. */
export function containing({ pieces }: TextPattern): (text: string) => boolean {
  const [only = ''] = pieces;
  if (pieces.length === 1) {
    const search = ignoringCase(only, 'i');
    return (text) => search.test(text);
  }
  const searches = pieces.filter((piece) => piece !== '').map((piece) => ignoringCase(piece, 'gi'));
  return (text) => afterAll(text, searches, 0) !== undefined;
}

/** Whether the pattern is the whole of a text. */
export function equalling({ pieces }: TextPattern): (text: string) => boolean {
  const [first = ''] = pieces;
  if (pieces.length === 1) {
    const whole = ignoringCase(first, 'iy');
    return (text) => text.length === first.length && startsAt(whole, text, 0);
  }
  const last = pieces.at(-1) ?? '';
  const head = ignoringCase(first, 'iy');
  const tail = ignoringCase(last, 'iy');
  const middle = pieces.slice(1, -1).filter((piece) => piece !== '');
  const searches = middle.map((piece) => ignoringCase(piece, 'gi'));
  return (text) => {
    if (text.length < first.length + last.length || !startsAt(head, text, 0)) return false;
    const tailAt = text.length - last.length;
    if (!startsAt(tail, text, tailAt)) return false;
    const end = afterAll(text, searches, first.length);
    return end !== undefined && end <= tailAt;
  };
}

function startsAt(sticky: RegExp, text: string, at: number): boolean {
  sticky.lastIndex = at;
  return sticky.test(text);
}

/** The place behind the last of the pieces, each looked for behind the one before; nothing where one is missing. */
function afterAll(text: string, searches: readonly RegExp[], from: number): number | undefined {
  let at = from;
  for (const search of searches) {
    search.lastIndex = at;
    if (!search.test(text)) return undefined;
    at = search.lastIndex;
  }
  return at;
}
