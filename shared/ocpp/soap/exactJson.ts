import type { Json } from '../../json.ts';

const LONG_NUMBER = /("(?:[^"\\]|\\.)*")|(?<![\d.eE+-])(-?\d{16,}(?:\.\d+)?)(?![\d.eE])/g;

/**
 * Parses JSON whose long numbers shall be written into XML: those become text, so that they keep all digits. Throws as
 * `JSON.parse` does.
 */
export function parseForXml(text: string): Json {
  if (!/\d{16}/.test(text)) return JSON.parse(text) as Json;
  const exact = text.replaceAll(
    LONG_NUMBER,
    (whole: string, _text: string | undefined, digits: string | undefined) =>
      digits === undefined ? whole : `"${digits}"`,
  );
  return JSON.parse(exact) as Json;
}
