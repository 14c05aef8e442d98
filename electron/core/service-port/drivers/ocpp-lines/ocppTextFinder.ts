import { LogReader } from '../../../../../shared/trace/import/logs/logReader.ts';

/** A message of OCPP with certificates and reports in it is smaller; what is longer was none. */
const MAX_OPEN_CHARS = 1 << 20;

/**
 * Finds OCPP frames in what a device prints, as the import finds them in log files: with anything before and behind them in their line,
 * cut by chunks, or spread over lines. A line is looked at when it has ended; a frame whose end does not come is given up.
 */
export class OcppTextFinder {
  readonly #onText: (text: string, monoMs: number) => void;
  #reader: LogReader;
  #decoder = new TextDecoder();
  #monoMs = 0;
  /** Of the line or frame that is being read. */
  #chars = 0;

  constructor(onText: (text: string, monoMs: number) => void) {
    this.#onText = onText;
    this.#reader = this.#newReader();
  }

  bytes(bytes: Uint8Array, monoMs: number): void {
    this.#monoMs = monoMs;
    const text = this.#decoder.decode(bytes, { stream: true });
    this.#reader.text(text);
    if (!this.#reader.isOpen && text.includes('\n')) this.#chars = 0;
    this.#chars += text.length;
    if (this.#chars <= MAX_OPEN_CHARS) return;
    // The rest of the flood is looked at as a text of its own.
    this.#reader = this.#newReader();
    this.#chars = 0;
  }

  /** No more comes: what stands there without an end is looked at, too. */
  end(): void {
    this.#reader.end();
    this.#reader = this.#newReader();
    this.#chars = 0;
  }

  #newReader(): LogReader {
    return new LogReader(
      (item) => {
        if (item.type === 'frame' && typeof item.raw === 'string') this.#onText(item.raw, this.#monoMs);
      },
      { head: () => undefined, isAnyText: true },
    );
  }
}
