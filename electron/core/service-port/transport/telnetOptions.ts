import { OPTION, optionCommand, VERB } from './telnet.ts';

type Standing = 'no' | 'asked' | 'yes';

/** What both sides do of telnet's options; each is answered once and only where it changes something, else two sides answer forever. */
export class TelnetOptions {
  readonly #ours = new Map<number, Standing>();
  readonly #theirs = new Map<number, Standing>();
  readonly #refused = new Set<string>();
  readonly #send: (bytes: Uint8Array) => void;

  constructor(send: (bytes: Uint8Array) => void) {
    this.#send = send;
  }

  /** The COM port option is the client's to offer; without binary, servers may treat carriage returns (RFC 2217 §2, RFC 856). */
  ask(): void {
    this.#offer(OPTION.comPort);
    for (const option of [OPTION.binary, OPTION.suppressGoAhead]) {
      this.#offer(option);
      this.#theirs.set(option, 'asked');
      this.#send(optionCommand(VERB.do, option));
    }
  }

  take(verb: number, option: number): void {
    const isKnown = Object.values<number>(OPTION).includes(option);
    if (verb === VERB.do) this.#agree(this.#ours, option, isKnown, VERB.will, VERB.wont);
    if (verb === VERB.will) this.#agree(this.#theirs, option, isKnown, VERB.do, VERB.dont);
    if (verb === VERB.dont) this.#end(this.#ours, option, VERB.wont);
    if (verb === VERB.wont) this.#end(this.#theirs, option, VERB.dont);
  }

  #offer(option: number): void {
    this.#ours.set(option, 'asked');
    this.#send(optionCommand(VERB.will, option));
  }

  #agree(side: Map<number, Standing>, option: number, isKnown: boolean, yes: number, no: number): void {
    if (!isKnown) {
      // At most 256 options in each direction.
      const key = `${no} ${option}`;
      if (!this.#refused.has(key)) this.#send(optionCommand(no, option));
      this.#refused.add(key);
      return;
    }
    const before = side.get(option) ?? 'no';
    side.set(option, 'yes');
    if (before === 'no') this.#send(optionCommand(yes, option));
  }

  #end(side: Map<number, Standing>, option: number, answer: number): void {
    const before = side.get(option) ?? 'no';
    side.set(option, 'no');
    if (before === 'yes') this.#send(optionCommand(answer, option));
  }
}
