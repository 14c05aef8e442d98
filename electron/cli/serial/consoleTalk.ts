import { once } from 'node:events';
import { ContractError } from '../../../shared/contract/failure.ts';
import { EXIT } from '../command.ts';
import { oneLine } from '../oneLine.ts';
import type { Terminal } from '../terminal.ts';
import { followConsole, type FedChunk } from './consoleFeed.ts';
import { hexLines } from './hexLines.ts';
import type { OpenPort } from './openPort.ts';
import { SentMark } from './sentMark.ts';

/** Something is said, or waited for, or one after the other. */
export interface TalkStep {
  send: Uint8Array | undefined;
  wait: Buffer | undefined;
}

export interface TalkPlan {
  steps: readonly TalkStep[];
  seconds: number | undefined;
  form: 'raw' | 'hex' | 'json';
  isByHand: boolean;
  /** What comes by stdin goes to the device. */
  takesStdin: boolean;
}

/** Ctrl+], as telnet has it: no shell uses it. */
const LEAVE = 0x1d;
const SILENCE_MS = 1000;
const WAIT_S = 10;
/** What may be sent at once: a call over the link has a limit. */
const PIECE_BYTES = 16_384;
/** So much is kept to find a text that came in pieces. */
const MAX_TAIL_BYTES = 65_536;

/** A talk with a device, by hand or by script; both answer with the exit code. */
export class ConsoleTalk {
  readonly #port: OpenPort;
  readonly #plan: TalkPlan;
  readonly #terminal: Terminal;
  readonly #end = Promise.withResolvers<number>();
  /** One after the other, so that nothing overtakes. */
  #sending: Promise<void> = Promise.resolve();
  #printing: Promise<void> = Promise.resolve();
  /** The latest of what came since something was last sent. */
  #tail = Buffer.alloc(0);
  /** Tells when what was sent last is seen crossing the line: what came until then is no answer to it. */
  #sent: SentMark | undefined;
  /** What is waited for. */
  #wanted: Buffer | undefined;
  #onFound: () => void = () => undefined;
  /** Called when something came from the device. */
  #onSound: () => void = () => undefined;

  constructor(port: OpenPort, plan: TalkPlan, terminal: Terminal) {
    this.#port = port;
    this.#plan = plan;
    this.#terminal = terminal;
  }

  async byHand(): Promise<number> {
    const { stdin } = process;
    this.#terminal.note('Ctrl+] leaves. Everything else goes to the device.');
    const onKey = (bytes: Buffer): void => {
      const at = bytes.indexOf(LEAVE);
      if (at < 0) return this.#send(bytes);
      if (at > 0) this.#send(bytes.subarray(0, at));
      void this.#sending.then(() => this.#end.resolve(EXIT.done));
    };
    stdin.setRawMode(true);
    stdin.on('data', onKey);
    stdin.resume();
    const leave = (): void => this.#end.resolve(EXIT.done);
    try {
      return await this.#port.interruption.during(leave, () => this.#followed(() => undefined));
    } finally {
      stdin.setRawMode(false);
      stdin.off('data', onKey);
      stdin.pause();
      this.#terminal.note('');
    }
  }

  async byScript(): Promise<number> {
    const stop = (): void => this.#end.resolve(EXIT.done);
    try {
      return await this.#port.interruption.during(stop, () => this.#followed(() => this.#script()));
    } finally {
      process.stdin.destroy();
    }
  }

  /** Listens, does the work, and resolves when the talk ends and everything is printed. */
  async #followed(work: () => void): Promise<number> {
    const { client, path, state, wasOpen } = this.#port;
    const since = wasOpen ? Date.now() : (state.openedAt ?? 0);
    const stop = followConsole(client, path, since, {
      chunk: (chunk) => this.#take(chunk),
      skipped: (count) => {
        // What was sent may be among them.
        this.#sent = undefined;
        this.#terminal.note(`${count} bytes came too fast to be shown; they are recorded.`);
      },
      ended: (error) => this.#end.reject(error),
    });
    try {
      work();
      return await this.#end.promise;
    } finally {
      stop();
      await this.#printing;
    }
  }

  #script(): void {
    const { steps, takesStdin } = this.#plan;
    const isWaiting = steps.some(({ wait }) => wait !== undefined);
    const seconds = this.#plan.seconds ?? (isWaiting ? WAIT_S : undefined);
    if (seconds !== undefined) setTimeout(() => this.#timeOver(), seconds * 1000).unref();
    if (takesStdin) {
      process.stdin.on('data', (bytes: Buffer) => this.#send(bytes));
    }
    const isOver = takesStdin ? once(process.stdin, 'end') : Promise.resolve();
    const work = async (): Promise<void> => {
      await this.#takeSteps();
      if (isWaiting) return this.#end.resolve(EXIT.done);
      await isOver;
      await this.#sending;
      if (seconds === undefined) this.#endWhenSilent();
    };
    work().catch((error: unknown) => this.#fail(error));
  }

  async #takeSteps(): Promise<void> {
    for (const { send, wait } of this.#plan.steps) {
      if (send !== undefined) {
        this.#sent = new SentMark(send);
        this.#send(send);
        await this.#sending;
      }
      if (wait !== undefined) await this.#heard(wait);
    }
  }

  /** Resolves when the device has said it; for ever where it does not. */
  async #heard(wanted: Buffer): Promise<void> {
    this.#wanted = wanted;
    const found = new Promise<void>((resolve) => (this.#onFound = resolve));
    this.#look();
    await found;
    this.#wanted = undefined;
  }

  #look(): void {
    const wanted = this.#wanted;
    if (wanted !== undefined && this.#sent === undefined && this.#tail.includes(wanted)) this.#onFound();
  }

  #timeOver(): void {
    if (this.#wanted === undefined) return this.#end.resolve(EXIT.done);
    this.#terminal.note(`The text “${oneLine(this.#wanted.toString())}” of --wait did not come.`);
    this.#end.resolve(EXIT.timedOut);
  }

  #endWhenSilent(): void {
    const over = (): void => this.#end.resolve(EXIT.done);
    let timer = setTimeout(over, SILENCE_MS).unref();
    this.#onSound = () => {
      clearTimeout(timer);
      timer = setTimeout(over, SILENCE_MS).unref();
    };
  }

  #send(bytes: Uint8Array): void {
    const { client, path } = this.#port;
    this.#sending = this.#sending.then(async () => {
      for (let from = 0; from < bytes.length; from += PIECE_BYTES) {
        const hex = Buffer.from(bytes.subarray(from, from + PIECE_BYTES)).toString('hex');
        await client.call('port.send', { path, hex }, { timeoutMs: 0 });
      }
    });
    this.#sending.catch((error: unknown) => this.#fail(error));
  }

  #fail(error: unknown): void {
    this.#end.reject(error instanceof ContractError ? error : new ContractError('internal', String(error)));
  }

  #take(chunk: FedChunk): void {
    this.#printing = this.#printing.then(() => this.#print(chunk));
    if (chunk.direction === 'out') {
      if (this.#sent?.isIn(chunk.bytes) === true) {
        this.#tail = Buffer.alloc(0);
        this.#sent = undefined;
      }
      return;
    }
    this.#tail = Buffer.concat([this.#tail, chunk.bytes]).subarray(-MAX_TAIL_BYTES);
    this.#look();
    this.#onSound();
  }

  async #print({ direction, at, monoMs, offset, bytes }: FedChunk): Promise<void> {
    const { form } = this.#plan;
    if (form === 'json') {
      const data = Buffer.from(bytes);
      const line = {
        direction,
        at: new Date(at).toISOString(),
        monoMs,
        offset,
        text: data.toString('utf8'),
        base64: data.toString('base64'),
      };
      await this.#terminal.print(JSON.stringify(line));
      return;
    }
    // What was sent is on the screen only as far as the device gives it back.
    if (direction !== 'in') return;
    if (form === 'raw') await write(bytes);
    else for (const line of hexLines(bytes, offset)) await this.#terminal.print(line);
  }
}

function write(bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.write(bytes, () => resolve());
  });
}
