import type { LogDialect } from '../../../../../shared/trace/import/logs/lineFacts.ts';
import { LogReader } from '../../../../../shared/trace/import/logs/logReader.ts';

/** A message of OCPP with certificates and reports in it is smaller; what is longer was none. */
const MAX_OPEN_CHARS = 1 << 20;
/** A frame that nothing follows is whole, also where its line does not end. */
const QUIET_MS = 300;

/**
 * Finds OCPP frames in what a device prints, as the import finds them in log files: with anything before and behind them in their line,
 * cut by chunks, or spread over lines. A frame whose end does not come within a million characters is given up.
 */
export class OcppTextFinder {
  readonly #onText: (text: string, monoMs: number) => void;
  readonly #decoder = new TextDecoder();
  #reader: LogReader;
  #monoMs = 0;
  /** Of the line or frame that is being read. */
  #chars = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(onText: (text: string, monoMs: number) => void) {
    this.#onText = onText;
    this.#reader = this.#newReader();
  }

  bytes(bytes: Uint8Array, monoMs: number): void {
    this.#monoMs = monoMs;
    const text = this.#decoder.decode(bytes, { stream: true });
    clearTimeout(this.#timer);
    this.#reader.text(text);
    if (!this.#reader.isOpen && text.includes('\n')) this.#chars = 0;
    this.#chars += text.length;
    if (this.#chars > MAX_OPEN_CHARS) this.#giveUp();
    else if (text.trimEnd().endsWith(']') && !text.endsWith('\n')) this.#lookSoon();
  }

  /** No more comes: what stands there without an end is looked at, too. */
  end(): void {
    clearTimeout(this.#timer);
    this.#reader.end();
    this.#giveUp();
  }

  /** The rest of a flood is looked at as a text of its own. */
  #giveUp(): void {
    this.#reader = this.#newReader();
    this.#chars = 0;
  }

  /** Ends the line for the reader; the device’s own line end is then a blank line. */
  #lookSoon(): void {
    this.#timer = setTimeout(() => this.#reader.text('\n'), QUIET_MS);
    this.#timer.unref();
  }

  #newReader(): LogReader {
    return new LogReader((item) => {
      if (item.type === 'frame' && typeof item.raw === 'string') this.#onText(item.raw, this.#monoMs);
    }, ANY_TEXT);
  }
}

const ANY_TEXT: LogDialect = { head: () => undefined, isAnyText: true };
