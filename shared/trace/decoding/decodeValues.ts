import type { Json } from '../../json.ts';
import { DECODING_LIMITS, type Decoded, type DecodingTools } from './decoded.ts';
import { decodeText } from './decodeText.ts';

/** Packed in packed: OCMF in a JSON text of DataTransfer, and that again. */
const MAX_LEVELS = 4;

/** Everything that is packed into the texts of a payload, and into what comes out. Never throws. */
export function decodeValues(payload: Json, tools: DecodingTools): Decoded[] {
  return new Decoder(tools).run(payload);
}

class Decoder {
  readonly #tools: DecodingTools;
  readonly #found: Decoded[] = [];
  #charsLeft: number = DECODING_LIMITS.totalChars;
  #candidatesLeft: number = DECODING_LIMITS.candidates;

  constructor(tools: DecodingTools) {
    this.#tools = tools;
  }

  run(payload: Json): Decoded[] {
    this.#walk(payload, '', undefined, 0);
    return this.#found;
  }

  #walk(value: Json, path: string, within: number | undefined, level: number): void {
    // Without recursion: a payload may nest deeper than the stack.
    const rest: Array<[Json, string]> = [[value, path]];
    for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
      const [part, at] = next;
      if (this.#isSpent()) return;
      if (typeof part === 'string') this.#take(part, at, within, level);
      else if (Array.isArray(part)) {
        for (let i = part.length - 1; i >= 0; i -= 1) rest.push([part[i] ?? null, `${at}/${i}`]);
      } else if (part !== null && typeof part === 'object') {
        for (const [key, member] of Object.entries(part).toReversed()) {
          rest.push([member, `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`]);
        }
      }
    }
  }

  #take(text: string, path: string, within: number | undefined, level: number): void {
    this.#candidatesLeft -= 1;
    const found = decodeText(text, this.#tools);
    if (found === undefined) return;
    this.#charsLeft -= found.json?.length ?? 0;
    if (this.#charsLeft < 0) return;
    const index = this.#found.length;
    this.#found.push({ path, ...(within === undefined ? {} : { within }), ...found });
    if (found.json !== undefined && level + 1 < MAX_LEVELS && /^\s*[[{]/.test(found.json)) {
      this.#walk(JSON.parse(found.json) as Json, '', index, level + 1);
    }
  }

  #isSpent(): boolean {
    return this.#charsLeft < 0 || this.#candidatesLeft <= 0 || this.#found.length >= DECODING_LIMITS.values;
  }
}
