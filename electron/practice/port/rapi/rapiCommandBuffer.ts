import { rapiChecksum } from '../../../../shared/service-port/rapi/rapiFrame.ts';

/** A command as the firmware takes it apart; `isDamaged`: its checksum is another one. */
export interface RapiCommand {
  name: string;
  args: string[];
  sequenceId: string | undefined;
  isDamaged: boolean;
}

const BUFFER_BYTES = 32;
const MOST_TOKENS = 10;

/** Collects what comes in, as the firmware does: from `$` to the carriage return, and nothing at all once 32 bytes are full. */
export class RapiCommandBuffer {
  #text = '';
  readonly #accepts: ReadonlySet<string>;

  /** `accepts` are the marks of checksums that it knows; without a checksum it takes every command. */
  constructor(accepts: readonly ('^' | '*')[]) {
    this.#accepts = new Set(accepts);
  }

  push(bytes: Uint8Array): RapiCommand[] {
    const commands: RapiCommand[] = [];
    for (const byte of bytes) {
      const character = String.fromCharCode(byte);
      if (character === '$') this.#text = '$';
      else if (this.#text === '') continue;
      else if (this.#text.length >= BUFFER_BYTES) this.#text = '';
      else if (character !== '\r') this.#text += character;
      else {
        commands.push(this.#takeApart(this.#text));
        this.#text = '';
      }
    }
    return commands;
  }

  #takeApart(text: string): RapiCommand {
    const mark = /[\^*]/.exec(text);
    const body = mark === null ? text : text.slice(0, mark.index);
    const tokens = body.slice(1).split(' ');
    const last = tokens.at(-1) ?? '';
    const sequenceId = tokens.length > 1 && last.startsWith(':') ? last.slice(1, 3) : undefined;
    if (sequenceId !== undefined) tokens.pop();
    const isDamaged = mark !== null && !this.#fits(body, text.slice(mark.index));
    const [name = '', ...args] = tokens;
    return {
      name: name.slice(0, 2),
      args,
      sequenceId: sequenceId === '00' ? undefined : sequenceId,
      isDamaged: isDamaged || tokens.length > MOST_TOKENS,
    };
  }

  #fits(body: string, checksum: string): boolean {
    const mark = checksum.slice(0, 1);
    if (!this.#accepts.has(mark)) return false;
    const expected = rapiChecksum(body, mark === '^' ? 'xor' : 'sum');
    return Number.parseInt(checksum.slice(1, 3), 16) === expected;
  }
}
