import { ACK, ASK_CRC, NAK, PAD, type BlockCheck } from './blockFrame.ts';
import { BlockScanner, type Scanned } from './blockScanner.ts';
import {
  TRANSFER_TIMES,
  type IncomingFile,
  type TransferAction,
  type TransferEvent,
  type TransferFailureCause,
  type TransferMachine,
  type TransferTimes,
} from './transferMachine.ts';
import { TransferOutbox } from './transferOutbox.ts';
import { parseYmodemHeader } from './ymodemHeader.ts';

export interface ReceiveOptions {
  protocol: 'xmodem' | 'ymodem';
  /** XMODEM: `auto` asks for CRC first, then for check sums. */
  check?: 'auto' | BlockCheck;
  /** More is cancelled; of all files together. */
  limitBytes: number;
  limitFiles?: number;
  times?: Partial<TransferTimes>;
}

const ASKS_FOR_CRC = 4;
const END_TRIES = 3;
/** A device that never stops printing is never quiet. */
const LONGEST_NOISE_BYTES = 8192;

export function createReceiveMachine(options: ReceiveOptions): TransferMachine {
  return new ReceiveMachine(options);
}

/** `header`: waits for a file of YMODEM; `data`: for its blocks; `purge`: lets a damaged block pass. */
class ReceiveMachine implements TransferMachine {
  readonly #options: ReceiveOptions;
  readonly #times: TransferTimes;
  readonly #scanner = new BlockScanner();
  readonly #out = new TransferOutbox();
  #stage: 'header' | 'data';
  #isPurging = false;
  #check: BlockCheck;
  #file: IncomingFile | undefined;
  #files = 0;
  #bytesBefore = 0;
  #bytes = 0;
  #padding = 0;
  #expected = 1;
  #blocks = 0;
  /** In a row, without anything good between them. */
  #tries = 0;
  #retries = 0;
  #hasHeard = false;
  #noise = 0;
  #hasSeenEot = false;

  constructor(options: ReceiveOptions) {
    this.#options = options;
    this.#times = { ...TRANSFER_TIMES, ...options.times };
    this.#stage = options.protocol === 'ymodem' ? 'header' : 'data';
    this.#check = options.protocol === 'ymodem' || options.check !== 'sum' ? 'crc' : 'sum';
  }

  handle(event: TransferEvent): TransferAction[] {
    if (this.#out.isOver) return [];
    if (event.kind === 'start') this.#ask();
    else if (event.kind === 'abort') this.#cancelWith('cancelled');
    else if (event.kind === 'timer') this.#onTimer();
    else if (event.kind === 'bytes') this.#onBytes(event.bytes);
    return this.#out.empty();
  }

  #onBytes(bytes: Uint8Array): void {
    this.#scanner.take(bytes);
    if (this.#isPurging) {
      this.#scanner.drop();
      return this.#waitForQuiet(bytes.length);
    }
    for (;;) {
      const scanned = this.#scanner.next(this.#check);
      if (scanned.kind === 'noise') return this.#waitForQuiet(bytes.length);
      if (!this.#onScanned(scanned)) return;
    }
  }

  #waitForQuiet(bytes: number): void {
    this.#noise += bytes;
    this.#hasSeenEot = false;
    if (this.#noise > LONGEST_NOISE_BYTES) this.#onTimer();
    else this.#out.timer(this.#times.quietMs);
  }

  /** Answers with whether to look further. */
  #onScanned(scanned: Scanned): boolean {
    if (scanned.kind === 'block') {
      this.#hasHeard = true;
      this.#noise = 0;
      this.#onBlock(scanned.number, scanned.content);
    } else if (scanned.kind === 'eot') this.#onEot();
    else if (scanned.kind === 'cancel') this.#out.fail('cancelled-by-device', this.#block());
    else if (scanned.kind === 'damaged') this.#onDamaged();
    else if (scanned.kind === 'part') this.#onPart();
    return (scanned.kind === 'block' || scanned.kind === 'eot') && !this.#out.isOver;
  }

  #onDamaged(): void {
    this.#hasHeard = true;
    this.#isPurging = true;
    this.#scanner.drop();
    this.#out.timer(this.#times.quietMs);
  }

  #onPart(): void {
    this.#hasHeard = true;
    this.#out.timer(this.#times.byteMs);
  }

  #onBlock(number: number, content: Uint8Array): void {
    this.#hasSeenEot = false;
    if (this.#stage === 'header') return this.#onHeader(number, content);
    const isNext = number === (this.#expected & 0xff);
    if (isNext) return this.#onData(content);
    const isAgain = number === ((this.#expected - 1) & 0xff);
    const isFirst = this.#expected === 1;
    if (!isAgain) return this.#cancelWith('out-of-step');
    if (!isFirst) return this.#answerAgain(ACK);
    // The answer to block 0 was lost.
    if (this.#options.protocol === 'ymodem') return this.#answerAgain(ACK, ASK_CRC);
    this.#refuse();
  }

  #onHeader(number: number, content: Uint8Array): void {
    if (number !== 0) return this.#refuse();
    const file = parseYmodemHeader(content);
    if (file === undefined) {
      this.#write(ACK);
      return this.#out.finish('acknowledged');
    }
    const { limitBytes, limitFiles = 1000 } = this.#options;
    const isTooMuch = this.#files >= limitFiles || this.#bytesBefore + (file.sizeBytes ?? 0) > limitBytes;
    if (isTooMuch) return this.#cancelWith('too-large');
    this.#open(file);
    this.#answer(ACK, ASK_CRC);
  }

  #open(file: IncomingFile): void {
    this.#stage = 'data';
    this.#file = file;
    this.#files += 1;
    this.#expected = 1;
    this.#bytes = 0;
    this.#padding = 0;
    this.#out.add({ kind: 'open', file });
  }

  #onData(content: Uint8Array): void {
    if (this.#file === undefined) this.#open({ name: '' });
    this.#doubtSize();
    this.#keep(content);
    if (this.#bytesBefore + this.#bytes > this.#options.limitBytes) return this.#cancelWith('too-large');
    this.#expected += 1;
    this.#blocks += 1;
    this.#tellProgress();
    this.#answer(ACK);
  }

  /** A device that writes its log while it sends it says 0 for a size that it does not know. */
  #doubtSize(): void {
    if (this.#file?.sizeBytes !== 0) return;
    const { sizeBytes: _unknown, ...file } = this.#file;
    this.#file = file;
  }

  /** Where nobody told the size, 1A at the end is held back until it is sure that more follows. */
  #keep(content: Uint8Array): void {
    const size = this.#file?.sizeBytes;
    if (size !== undefined) {
      const kept = content.subarray(0, Math.max(0, size - this.#bytes));
      this.#bytes += kept.length;
      if (kept.length > 0) this.#out.add({ kind: 'content', bytes: kept });
      return;
    }
    const end = content.findLastIndex((byte) => byte !== PAD) + 1;
    // Padding is shorter than a block, so what was held back of the block before belongs to the file.
    const kept = new Uint8Array(this.#padding + end).fill(PAD);
    kept.set(content.subarray(0, end), this.#padding);
    this.#padding = content.length - end;
    this.#bytes += kept.length;
    if (kept.length > 0) this.#out.add({ kind: 'content', bytes: kept });
  }

  #onEot(): void {
    if (this.#stage === 'header') {
      // Our acknowledgement of the end was lost.
      if (this.#files > 0) this.#answerAgain(ACK, ASK_CRC);
      return;
    }
    // An end without anything before it is that of an empty file, where the sender had been asked.
    if (!this.#hasSeenEot) {
      this.#hasSeenEot = true;
      this.#tries = 0;
      return this.#answer(NAK);
    }
    this.#endFile();
  }

  #endFile(): void {
    if (this.#file === undefined) this.#open({ name: '' });
    const size = this.#file?.sizeBytes;
    if (size !== undefined && this.#bytes < size) return this.#cancelWith('short');
    this.#out.add({ kind: 'close', end: { sizeBytes: this.#bytes, paddingBytes: this.#padding } });
    this.#bytesBefore += this.#bytes;
    this.#file = undefined;
    this.#hasSeenEot = false;
    if (this.#options.protocol === 'xmodem') {
      this.#write(ACK);
      return this.#out.finish('acknowledged');
    }
    this.#stage = 'header';
    this.#answer(ACK, ASK_CRC);
  }

  #onTimer(): void {
    this.#isPurging = false;
    this.#noise = 0;
    if (this.#scanner.quiet()) return this.#out.fail('cancelled-by-device', this.#block());
    if (this.#hasSeenEot) return this.#onEotAlone();
    if (this.#isWaitingToBegin()) return this.#askAgain();
    this.#refuse();
  }

  /** The sender does not repeat its end: where nothing is missing, that was it. */
  #onEotAlone(): void {
    if (this.#file === undefined) {
      // Before the first block it may have been noise.
      this.#hasSeenEot = false;
      return this.#askAgain();
    }
    this.#tries += 1;
    if (this.#tries >= END_TRIES) this.#endFile();
    else this.#answer(NAK);
  }

  #isWaitingToBegin(): boolean {
    const isFirst = this.#stage === 'header' || (this.#options.protocol === 'xmodem' && this.#blocks === 0);
    return isFirst && !this.#hasHeard;
  }

  #askAgain(): void {
    this.#tries += 1;
    const isOver = this.#tries * this.#times.askAgainMs >= this.#times.requestMs;
    const isAllThere = this.#files > 0 && this.#tries >= END_TRIES;
    if (isAllThere) return this.#out.finish('probable');
    if (isOver) return this.#cancelWith('no-answer');
    const mayBeSum = this.#options.protocol === 'xmodem' && (this.#options.check ?? 'auto') === 'auto';
    if (mayBeSum && this.#tries >= ASKS_FOR_CRC) this.#check = 'sum';
    this.#ask();
  }

  #ask(): void {
    this.#write(this.#check === 'crc' ? ASK_CRC : NAK);
    this.#out.timer(this.#times.askAgainMs);
  }

  #refuse(): void {
    this.#tries += 1;
    this.#retries += 1;
    if (this.#tries >= this.#times.triesPerBlock) {
      return this.#cancelWith(this.#hasHeard ? 'too-many-retries' : 'no-answer');
    }
    if (this.#retries >= this.#times.triesInAll) return this.#cancelWith('too-many-retries');
    this.#tellProgress();
    this.#hasHeard = false;
    this.#write(NAK);
    this.#out.timer(this.#times.answerMs);
  }

  /** Something good came. */
  #answer(...signs: number[]): void {
    if (signs[0] === ACK) this.#tries = 0;
    this.#hasHeard = false;
    this.#write(...signs);
    this.#out.timer(this.#stage === 'header' ? this.#times.askAgainMs : this.#times.answerMs);
  }

  /** It had come already, so the answer to it was lost. */
  #answerAgain(...signs: number[]): void {
    this.#retries += 1;
    if (this.#retries >= this.#times.triesInAll) return this.#cancelWith('too-many-retries');
    this.#answer(...signs);
  }

  #write(...signs: number[]): void {
    this.#out.write(Uint8Array.from(signs));
  }

  #tellProgress(): void {
    this.#out.progress({
      file: Math.max(0, this.#files - 1),
      bytes: this.#bytes,
      block: this.#blocks,
      retries: this.#retries,
    });
  }

  #cancelWith(cause: TransferFailureCause): void {
    this.#out.cancel(cause, this.#block());
  }

  /** The one at which it is: as the technician counts, from 1. */
  #block(): number {
    return this.#file === undefined ? this.#blocks : this.#blocks + 1;
  }
}
