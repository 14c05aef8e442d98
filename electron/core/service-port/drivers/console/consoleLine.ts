import { EchoStripper } from '../../../../../shared/service-port/lines/echoStripper.ts';
import { TerminalLines } from '../../../../../shared/service-port/lines/terminalLines.ts';
import type { BytesMeaning, PortLine } from '../../line/portLine.ts';

/** Patterns of steps look at so much of the end. */
const MAX_TAIL = 4096;

export interface ConsoleLineListener {
  onLine: (line: string, isCut: boolean) => void;
  /** Bytes as they came, before anything is taken out. */
  onBytes: (bytes: Uint8Array, monoMs: number) => void;
}

/**
 * The line to a console as lines of a terminal. Its texts have one character for each byte, so that what a command prints can be kept as it
 * came; `readable` makes text of them.
 */
export class ConsoleLine {
  readonly port: PortLine;
  readonly echo = new EchoStripper();
  readonly #eol: string;
  readonly #terminal: TerminalLines;
  readonly #listener: ConsoleLineListener;
  readonly #stop: () => void;
  #received = 0;
  /** The last bytes that came, whatever they are. */
  #tail = '';
  #wake: () => void = () => undefined;
  /** While a file goes over the line its bytes are no text. */
  isMuted = false;

  constructor(port: PortLine, eol: string, listener: ConsoleLineListener) {
    this.port = port;
    this.#eol = eol;
    this.#listener = listener;
    this.#terminal = new TerminalLines((line, isCut) => listener.onLine(line, isCut));
    this.#stop = port.onData((bytes, monoMs) => this.#take(bytes, monoMs));
  }

  get partial(): string {
    return this.#terminal.partial;
  }

  /** Bytes that have come so far. */
  get received(): number {
    return this.#received;
  }

  /** The last bytes that came behind the first `mark`, as many as are remembered. */
  since(mark: number): string {
    const count = Math.min(this.#received - mark, this.#tail.length);
    return count <= 0 ? '' : this.#tail.slice(-count);
  }

  close(): void {
    this.#stop();
  }

  /** Forgets what stands on the last line. */
  clear(): void {
    this.#terminal.clear();
  }

  /** Sends text as it is. */
  async send(text: string, options: { isSecret?: boolean; meaning?: BytesMeaning } = {}): Promise<void> {
    const bytes = Buffer.from(text, 'utf8');
    const done = this.port.write(bytes, options.isSecret === true ? { isSecret: true } : undefined);
    if (options.meaning !== undefined) this.port.tell('out', bytes.length, options.meaning);
    await done;
  }

  /**
   * Sends a line with the line end of the device; what stood on the last line is over with it. `secret`: that part of it is not
   * recorded, wherever it stands.
   */
  async sendLine(text: string, options: { meaning?: BytesMeaning; secret?: string } = {}): Promise<void> {
    const { meaning, secret } = options;
    this.#terminal.clear();
    const line = text + this.#eol;
    const sent = Buffer.from(line, 'utf8').toString('latin1');
    if (text.length > 2 && secret === undefined) this.echo.expect(sent);
    const parts = secret === undefined || secret === '' ? [line] : line.split(secret);
    const last = parts.pop() ?? '';
    for (const part of parts) {
      if (part !== '') await this.send(part);
      await this.send(secret ?? '', { isSecret: true });
    }
    await this.send(last, meaning === undefined ? {} : { meaning });
  }

  /** Resolves with `true` when bytes have come or somebody woke it, with `false` after `ms`; rejects when the line is lost or the signal is aborted. */
  next(ms: number, signal: AbortSignal): Promise<boolean> {
    const { lost } = this.port;
    signal.throwIfAborted();
    lost.throwIfAborted();
    return new Promise((resolve, reject) => {
      let isOver = false;
      const end = (settle: () => void): void => {
        if (isOver) return;
        isOver = true;
        clearTimeout(timer);
        this.#wake = () => undefined;
        signal.removeEventListener('abort', onAbort);
        lost.removeEventListener('abort', onLost);
        settle();
      };
      const onAbort = (): void => end(() => reject(reasonOf(signal)));
      const onLost = (): void => end(() => reject(reasonOf(lost)));
      // On a busy computer the timer rings before what came meanwhile was looked at: that is no silence.
      const timer = setTimeout(() => setImmediate(() => end(() => resolve(false))), Math.max(0, ms));
      this.#wake = () => end(() => resolve(true));
      signal.addEventListener('abort', onAbort, { once: true });
      lost.addEventListener('abort', onLost, { once: true });
    });
  }

  #take(bytes: Uint8Array, monoMs: number): void {
    this.#received += bytes.length;
    const piece = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
    this.#tail = piece.length >= MAX_TAIL ? piece.slice(-MAX_TAIL) : (this.#tail + piece).slice(-MAX_TAIL);
    this.#listener.onBytes(bytes, monoMs);
    if (!this.isMuted) this.#terminal.text(this.echo.text(piece));
    this.#wake();
  }
}

/** The text of bytes that stand one in each character. */
export function readable(bytesAsText: string): string {
  return Buffer.from(bytesAsText, 'latin1').toString('utf8');
}

function reasonOf(signal: AbortSignal): Error {
  const reason: unknown = signal.reason;
  return reason instanceof Error ? reason : new Error(String(reason));
}
