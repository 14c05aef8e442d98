import type {
  FileEnd,
  IncomingFile,
  TransferAction,
  TransferEvent,
  TransferFailure,
  TransferMachine,
  TransferProof,
} from '../../../../shared/service-port/transfer/transferMachine.ts';

export type Side = 'sender' | 'receiver';
export type End = { proof: TransferProof } | { failure: TransferFailure } | 'waiting';
/** What becomes of bytes on their way; `count` are the bytes of this direction before them. */
export type Disturb = (bytes: Uint8Array, from: Side, count: number) => Uint8Array;

export interface ReceivedFile {
  file: IncomingFile;
  bytes: Uint8Array;
  end: FileEnd;
}

export interface LineResult {
  sender: End;
  receiver: End;
  files: ReceivedFile[];
  /** Virtual ms. */
  took: number;
  sent: Record<Side, number>;
  blocks: number;
}

interface LineOptions {
  sender: TransferMachine;
  receiver: TransferMachine;
  contents: readonly Uint8Array[];
  disturb?: Disturb;
  /** Bits per second, ten for a byte. */
  baud?: number;
  latencyMs?: number;
  /** Aborts a side once it has this many acknowledged blocks. */
  abortAt?: { side: Side; block: number };
  /** How many bytes a read of the receiver brings at once. */
  chunk?: number;
}

const MOST_EVENTS = 200_000;

/** Runs both ends over a line with a clock of its own, so that ten minutes of time-outs take no time. */
export function overSimulatedLine(options: LineOptions): LineResult {
  return new SimulatedLine(options).run();
}

class SimulatedLine {
  readonly #options: LineOptions;
  readonly #queue: Array<{ at: number; order: number; run: () => void }> = [];
  #now = 0;
  #order = 0;
  #endedAt = 0;
  readonly #timers: Record<Side, number> = { sender: 0, receiver: 0 };
  readonly #freeAt: Record<Side, number> = { sender: 0, receiver: 0 };
  readonly #counts: Record<Side, number> = { sender: 0, receiver: 0 };
  readonly #ends: Record<Side, End> = { sender: 'waiting', receiver: 'waiting' };
  readonly #files: ReceivedFile[] = [];
  #open: IncomingFile = { name: '' };
  #parts: Uint8Array[] = [];
  #blocks = 0;
  #isAborted = false;

  constructor(options: LineOptions) {
    this.#options = options;
  }

  run(): LineResult {
    this.#give('receiver', { kind: 'start' });
    this.#give('sender', { kind: 'start' });
    for (let events = 0; this.#queue.length > 0 && events < MOST_EVENTS; events += 1) {
      this.#queue.sort((a, b) => a.at - b.at || a.order - b.order);
      const next = this.#queue.shift();
      if (next === undefined) break;
      this.#now = next.at;
      next.run();
    }
    const { sender, receiver } = this.#ends;
    return {
      sender,
      receiver,
      files: this.#files,
      took: this.#endedAt,
      sent: this.#counts,
      blocks: this.#blocks,
    };
  }

  #later(ms: number, run: () => void): void {
    this.#order += 1;
    this.#queue.push({ at: this.#now + ms, order: this.#order, run });
  }

  #give(side: Side, event: TransferEvent): void {
    const machine = side === 'sender' ? this.#options.sender : this.#options.receiver;
    for (const action of machine.handle(event)) this.#do(side, action);
  }

  #do(side: Side, action: TransferAction): void {
    if (action.kind === 'write') this.#send(side, action.bytes);
    else if (action.kind === 'timer') this.#startTimer(side, action.ms);
    else if (action.kind === 'read') {
      const { file, offset, length } = action;
      const bytes = this.#options.contents[file]?.slice(offset, offset + length) ?? new Uint8Array();
      this.#give(side, { kind: 'content', bytes });
    } else if (action.kind === 'done') this.#end(side, { proof: action.proof });
    else if (action.kind === 'fail') this.#end(side, { failure: action.failure });
    else this.#keep(side, action);
  }

  #keep(side: Side, action: TransferAction): void {
    if (action.kind === 'open') {
      this.#open = action.file;
      this.#parts = [];
    } else if (action.kind === 'content') this.#parts.push(action.bytes);
    else if (action.kind === 'close') {
      this.#files.push({ file: this.#open, bytes: Buffer.concat(this.#parts), end: action.end });
    } else if (action.kind === 'progress' && side === 'sender') this.#onProgress(action.progress.block);
  }

  #onProgress(block: number): void {
    this.#blocks = block;
    const { abortAt } = this.#options;
    if (abortAt === undefined || this.#isAborted || block < abortAt.block) return;
    this.#isAborted = true;
    this.#later(0, () => this.#give(abortAt.side, { kind: 'abort' }));
  }

  #send(from: Side, bytes: Uint8Array): void {
    const { disturb = (same) => same, baud = 115_200, latencyMs = 1 } = this.#options;
    const lineMs = (bytes.length * 10_000) / baud;
    this.#freeAt[from] = Math.max(this.#freeAt[from], this.#now) + lineMs;
    const arrived = disturb(bytes, from, this.#counts[from]);
    this.#counts[from] += bytes.length;
    const delay = this.#freeAt[from] - this.#now + latencyMs;
    const to = from === 'sender' ? 'receiver' : 'sender';
    const { chunk = arrived.length } = this.#options;
    for (let at = 0; at < arrived.length; at += chunk) {
      const part = arrived.slice(at, at + chunk);
      this.#later(delay, () => this.#give(to, { kind: 'bytes', bytes: part }));
    }
  }

  #startTimer(side: Side, ms: number): void {
    this.#timers[side] += 1;
    const mine = this.#timers[side];
    this.#later(Math.max(0, this.#freeAt[side] - this.#now) + ms, () => {
      if (this.#timers[side] === mine) this.#give(side, { kind: 'timer' });
    });
  }

  #end(side: Side, end: End): void {
    this.#ends[side] = end;
    this.#timers[side] += 1;
    this.#endedAt = this.#now;
  }
}
