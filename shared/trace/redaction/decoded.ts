import type { Decoded } from './span.ts';

const JSON_ESCAPE = /\\(?:u([0-9a-fA-F]{4})|(.))/gs;
const JSON_SHORT: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

const XML_ENTITY = /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/g;
const XML_NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The characters between the quotes of a JSON string; `start` and `end` are offsets of them, without the quotes. */
export function jsonString(outer: string, start: number, end: number): Decoded {
  const written = outer.slice(start, end);
  return decode(written, start, '\\', JSON_ESCAPE, encodeJson, ([, hex, short = '']) =>
    hex === undefined ? (JSON_SHORT[short] ?? short) : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** Text or an attribute of XML. An entity that is none stays as it is written. */
export function xmlText(outer: string, start: number, end: number): Decoded {
  return decode(outer.slice(start, end), start, '&', XML_ENTITY, encodeXml, ([whole, hex, decimal, name]) => {
    if (name !== undefined) return XML_NAMED[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

export function encodeJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

export function encodeXml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (char) => {
    const name = Object.keys(XML_NAMED).find((entity) => XML_NAMED[entity] === char);
    return name === undefined ? char : `&${name};`;
  });
}

function decode(
  written: string,
  start: number,
  mark: string,
  pattern: RegExp,
  encode: (text: string) => string,
  meant: (match: RegExpMatchArray) => string,
): Decoded {
  if (!written.includes(mark)) return { text: written, at: (index) => start + index, encode };
  let text = '';
  let from = 0;
  const places: number[] = [];
  const copy = (to: number): void => {
    for (let index = from; index < to; index += 1) places.push(start + index);
    text += written.slice(from, to);
  };
  for (const match of written.matchAll(pattern)) {
    copy(match.index);
    const char = meant(match);
    for (let unit = 0; unit < char.length; unit += 1) places.push(start + match.index);
    text += char;
    from = match.index + match[0].length;
  }
  copy(written.length);
  places.push(start + written.length);
  return { text, at: (index) => places[index] ?? start + written.length, encode };
}
