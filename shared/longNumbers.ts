import type { Json } from './json.ts';

const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;
/** More digits than JavaScript keeps. */
const LONG = /\d{16}/;

/** JSON text with the digits that a station wrote: `9223372036854775807` would become `9223372036854776000`. */
export class LongNumbers {
  /** Not to be guessed by who writes the text; `crypto.randomUUID` is missing on pages without TLS. */
  readonly #mark = `long ${Math.random()} ${Math.random()} `;

  static areIn(text: string): boolean {
    return LONG.test(text);
  }

  /** Long numbers become marked strings, which only `stringify` turns back. Throws as `JSON.parse` does. */
  parse(text: string): Json {
    return JSON.parse(
      text.replace(STRING_OR_NUMBER, (found) =>
        found.startsWith('"') || !LONG.test(found) ? found : JSON.stringify(`${this.#mark}${found}`),
      ),
    ) as Json;
  }

  stringify(value: unknown, indent?: number): string {
    return JSON.stringify(value, undefined, indent).replaceAll(
      new RegExp(`"${this.#mark.replaceAll('.', String.raw`\.`)}([^"]+)"`, 'g'),
      '$1',
    );
  }
}
