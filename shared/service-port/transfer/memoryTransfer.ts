import type {
  FileEnd,
  IncomingFile,
  TransferAction,
  TransferEvent,
  TransferFailure,
  TransferMachine,
  TransferProgress,
  TransferProof,
} from './transferMachine.ts';

export interface MemoryTransferOptions {
  machine: TransferMachine;
  write: (bytes: Uint8Array) => void;
  /** What is sent, in the order in which the machine was told of it. */
  files?: readonly Uint8Array[];
  onFile?: (file: IncomingFile, bytes: Uint8Array, end: FileEnd) => void;
  onProgress?: (progress: TransferProgress) => void;
  onEnd: (end: { proof: TransferProof } | { failure: TransferFailure }) => void;
}

export interface MemoryTransfer {
  take(bytes: Uint8Array): void;
  abort(): void;
  /** Leaves it as when the cable is pulled or the power goes. */
  stop(): void;
}

/** Runs one end of a transfer with files that are held in memory, for devices that are simulated. */
export function startMemoryTransfer(options: MemoryTransferOptions): MemoryTransfer {
  const run = new MemoryRun(options);
  run.take({ kind: 'start' });
  return {
    take: (bytes) => run.take({ kind: 'bytes', bytes }),
    abort: () => run.take({ kind: 'abort' }),
    stop: () => run.stop(),
  };
}

class MemoryRun {
  readonly #options: MemoryTransferOptions;
  #stopTimer: () => void = () => undefined;
  #isOver = false;
  #file: IncomingFile = { name: '' };
  #parts: Uint8Array[] = [];

  constructor(options: MemoryTransferOptions) {
    this.#options = options;
  }

  take(event: TransferEvent): void {
    if (this.#isOver) return;
    for (const action of this.#options.machine.handle(event)) this.#do(action);
  }

  stop(): void {
    this.#isOver = true;
    this.#stopTimer();
  }

  #startTimer(ms: number): void {
    this.#stopTimer();
    const timer = setTimeout(() => this.take({ kind: 'timer' }), ms);
    this.#stopTimer = () => clearTimeout(timer);
  }

  #do(action: TransferAction): void {
    const { write, files = [], onFile, onProgress, onEnd } = this.#options;
    switch (action.kind) {
      case 'write':
        return write(action.bytes);
      case 'timer':
        return this.#startTimer(action.ms);
      case 'read': {
        const { file, offset, length } = action;
        const bytes = (files[file] ?? new Uint8Array()).slice(offset, offset + length);
        return this.take({ kind: 'content', bytes });
      }
      case 'open':
        this.#file = action.file;
        this.#parts = [];
        return;
      case 'content':
        this.#parts.push(action.bytes);
        return;
      case 'close':
        return onFile?.(this.#file, joined(this.#parts), action.end);
      case 'progress':
        return onProgress?.(action.progress);
      case 'done':
        this.stop();
        return onEnd({ proof: action.proof });
      case 'fail':
        this.stop();
        return onEnd({ failure: action.failure });
      default:
        action satisfies never;
    }
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
