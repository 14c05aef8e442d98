/** A message of OCPP stays far below all of these; a text beyond them is an attack or a mistake. */
export const XML_LIMITS = {
  chars: 4 * 1024 * 1024,
  depth: 64,
  nodes: 60_000,
  tagChars: 16 * 1024,
  /** Whitespace in one piece inside a tag: readers take a time that grows with its square. */
  tagBlanks: 128,
} as const;

export interface XmlFault {
  code: 'xml-malformed' | 'xml-dtd' | 'xml-too-large' | 'xml-too-deep';
  sentence: string;
}

const LONG_BLANK = new RegExp(`\\s{${XML_LIMITS.tagBlanks}}`);

/**
 * Looks through a text once, before any reader takes it apart: what declares entities, nests too deep or has too many
 * elements is refused, and so a text of a few bytes cannot become gigabytes.
 */
export function guardXml(text: string): XmlFault | undefined {
  if (text.length > XML_LIMITS.chars) {
    return {
      code: 'xml-too-large',
      sentence: `The XML is longer than ${XML_LIMITS.chars / 1024 / 1024} MB.`,
    };
  }
  let nodes = 0;
  let depth = 0;
  let at = text.indexOf('<');
  while (at !== -1) {
    const end = endOfMarkup(text, at);
    if (typeof end !== 'number') return end;
    nodes += 1;
    if (nodes > XML_LIMITS.nodes) {
      const sentence = `The XML has more than ${XML_LIMITS.nodes} tags, which no message of OCPP has.`;
      return { code: 'xml-too-large', sentence };
    }
    depth += depthChange(text, at, end);
    if (depth > XML_LIMITS.depth) {
      const sentence = `The XML nests more than ${XML_LIMITS.depth} elements, which no message of OCPP does.`;
      return { code: 'xml-too-deep', sentence };
    }
    at = text.indexOf('<', end);
  }
  return undefined;
}

/** Where the markup that begins at `at` is over, or what is wrong with it. */
function endOfMarkup(text: string, at: number): number | XmlFault {
  if (text.startsWith('<!--', at)) return after(text, '-->', at + 4, 'A comment');
  if (text.startsWith('<![CDATA[', at)) return after(text, ']]>', at + 9, 'A CDATA section');
  if (text.startsWith('<?', at))
    return shortTag(text, at, after(text, '?>', at + 2, 'A processing instruction'));
  if (text.startsWith('<!', at)) {
    const sentence =
      'The XML has a document type definition. It was not read, since one can make a small text fill all memory (“entity bomb”); SOAP forbids it.';
    return { code: 'xml-dtd', sentence };
  }
  return shortTag(text, at, endOfTag(text, at));
}

function after(text: string, mark: string, from: number, what: string): number | XmlFault {
  const found = text.indexOf(mark, from);
  return found === -1 ? malformed(`${what} is not closed.`) : found + mark.length;
}

function shortTag(text: string, at: number, end: number | XmlFault): number | XmlFault {
  if (typeof end !== 'number') return end;
  if (end - at > XML_LIMITS.tagChars || LONG_BLANK.test(text.slice(at, end))) {
    return { code: 'xml-too-large', sentence: 'The XML has a tag that is far longer than any of OCPP.' };
  }
  return end;
}

function endOfTag(text: string, at: number): number | XmlFault {
  let quote = '';
  const limit = Math.min(text.length, at + XML_LIMITS.tagChars + 1);
  for (let index = at + 1; index < limit; index++) {
    const char = text[index] ?? '';
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'") {
      quote = char;
    } else if (char === '>') {
      return index + 1;
    } else if (char === '<') {
      return malformed('A tag begins inside another tag.');
    }
  }
  return limit < text.length ? limit + 1 : malformed('The text ends inside a tag.');
}

function depthChange(text: string, at: number, end: number): number {
  const next = text[at + 1];
  if (next === '/') return -1;
  return next === '!' || next === '?' || text[end - 2] === '/' ? 0 : 1;
}

function malformed(reason: string): XmlFault {
  return { code: 'xml-malformed', sentence: `The text is not well-formed XML: ${reason}` };
}
