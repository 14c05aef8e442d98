import { assertNever } from '../../../../shared/assertNever.ts';

/** Telnet's own bytes (RFC 854) and the options that a serial server needs (RFC 856, 858, 2217). */
export const IAC = 255;
export const VERB = { dont: 254, do: 253, wont: 252, will: 251 } as const;
export const OPTION = { binary: 0, suppressGoAhead: 3, comPort: 44 } as const;
const SUB_BEGIN = 250;
const SUB_END = 240;
/** Nothing that is spoken here is longer than a signature of a server; one that never ends is given up. */
const MAX_SUB_BYTES = 1024;

export type TelnetEvent =
  { kind: 'option'; verb: number; option: number } | { kind: 'sub'; option: number; payload: Uint8Array };

/** Data bytes as they go over a telnet connection: 255 is doubled. */
export function escapeTelnet(bytes: Uint8Array): Uint8Array {
  if (!bytes.includes(IAC)) return bytes;
  return Uint8Array.from([...bytes].flatMap((byte) => (byte === IAC ? [IAC, IAC] : [byte])));
}

export function optionCommand(verb: number, option: number): Uint8Array {
  return Uint8Array.of(IAC, verb, option);
}

export function subCommand(option: number, payload: readonly number[]): Uint8Array {
  return Uint8Array.of(IAC, SUB_BEGIN, option, ...escapeTelnet(Uint8Array.from(payload)), IAC, SUB_END);
}

type State = 'data' | 'command' | 'option' | 'sub' | 'sub-command';

/** Parts a telnet stream into data and commands; a command may come in any number of pieces. */
export class TelnetDecoder {
  #state: State = 'data';
  #verb = 0;
  #sub: number[] = [];

  push(bytes: Uint8Array): { data: Uint8Array; events: TelnetEvent[] } {
    const events: TelnetEvent[] = [];
    // The usual case, and the fast one.
    if (this.#state === 'data' && !bytes.includes(IAC)) return { data: bytes, events };
    const data = new Uint8Array(bytes.length);
    let length = 0;
    for (const byte of bytes) {
      if (this.#step(byte, events)) data[length++] = byte;
    }
    return { data: data.subarray(0, length), events };
  }

  /** Whether the byte is data. */
  #step(byte: number, events: TelnetEvent[]): boolean {
    switch (this.#state) {
      case 'data':
        if (byte === IAC) this.#state = 'command';
        return byte !== IAC;
      case 'command':
        return this.#command(byte);
      case 'option':
        events.push({ kind: 'option', verb: this.#verb, option: byte });
        this.#state = 'data';
        return false;
      case 'sub':
        if (byte === IAC) this.#state = 'sub-command';
        else this.#collect(byte);
        return false;
      case 'sub-command':
        this.#subCommand(byte, events);
        return false;
      default:
        return assertNever(this.#state);
    }
  }

  #command(byte: number): boolean {
    this.#state = 'data';
    if (byte === IAC) return true;
    if (byte >= VERB.will && byte <= VERB.dont) {
      this.#verb = byte;
      this.#state = 'option';
    } else if (byte === SUB_BEGIN) {
      this.#sub = [];
      this.#state = 'sub';
    }
    // All else (NOP, go ahead, are you there) has no meaning for a line.
    return false;
  }

  #subCommand(byte: number, events: TelnetEvent[]): void {
    if (byte === IAC) {
      this.#collect(byte);
      this.#state = 'sub';
      return;
    }
    // Anything else than an end is one that was cut off: what came is of no use.
    const [option, ...payload] = this.#sub;
    if (byte === SUB_END && option !== undefined) {
      events.push({ kind: 'sub', option, payload: Uint8Array.from(payload) });
    }
    this.#sub = [];
    this.#state = 'data';
  }

  #collect(byte: number): void {
    this.#state = 'sub';
    if (this.#sub.length < MAX_SUB_BYTES) this.#sub.push(byte);
    else this.#state = 'data';
  }
}
