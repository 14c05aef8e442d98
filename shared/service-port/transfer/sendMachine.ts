import { ACK, ASK_CRC, blockFrame, EOT, NAK, type BlockCheck } from './blockFrame.ts';
import { CancelWatch } from './transferEnd.ts';
import {
  TRANSFER_TIMES,
  type OutgoingFile,
  type TransferAction,
  type TransferEvent,
  type TransferFailureCause,
  type TransferMachine,
  type TransferTimes,
} from './transferMachine.ts';
import { TransferOutbox } from './transferOutbox.ts';
import { ymodemHeader } from './ymodemHeader.ts';

export interface SendOptions {
  protocol: 'xmodem' | 'ymodem';
  /** XMODEM takes the first alone. */
  files: readonly OutgoingFile[];
  /** 1024 goes back to 128 where the receiver refuses every large block; with check sums (not CRC) blocks have 128 anyway. */
  blockBytes: 128 | 1024;
  times?: Partial<TransferTimes>;
}

/**
 * `request`: waits to be asked; `settling`: drops what comes on top of the request; `reading`: the content is on its way from the file;
 * `answer`: a block was sent; `proceed`: acknowledged, and YMODEM's receiver has to ask for what follows; `eot`: the end of a file was sent.
 */
type Phase = 'request' | 'settling' | 'reading' | 'answer' | 'proceed' | 'eot';
type BlockKind = 'header' | 'data' | 'end';

/** A data block that is ready before it is its turn. */
interface Ahead {
  offset: number;
  content: Uint8Array;
  frame: Uint8Array;
}

/** Refusals in a row of 1K blocks, none of which was taken, until blocks of 128 are tried. */
const REFUSALS_OF_1K = 3;
/** Texts with a `C` at their end that are no request. */
const FALSE_REQUESTS = 50;
/** Up to here the end of a file goes faster in blocks of 128 than in one of 1024 that is mostly padding. */
const SMALL_END_BYTES = 256;
const EOT_TRIES = 5;

export function createSendMachine(options: SendOptions): TransferMachine {
  return new SendMachine(options);
}

class SendMachine implements TransferMachine {
  readonly #options: SendOptions;
  readonly #times: TransferTimes;
  readonly #cancel = new CancelWatch();
  readonly #out = new TransferOutbox();
  #hasSent = false;
  #phase: Phase = 'request';
  #check: BlockCheck = 'crc';
  #lengthOf: 128 | 1024;
  #hasTaken1k = false;
  #request: number | undefined;
  #falseRequests = 0;
  #file = 0;
  #offset = 0;
  #number = 0;
  #blocks = 0;
  #kind: BlockKind = 'header';
  #content: Uint8Array = new Uint8Array();
  #frame: Uint8Array = new Uint8Array();
  #ahead: Ahead | undefined;
  #tries = 0;
  #refusals = 0;
  #retries = 0;
  #isProgressDue = false;
  #extraRequests = 0;
  /** It went more than once, so more than one acknowledgement may come. */
  #wasRepeated = false;
  #afterSettling: () => void = () => undefined;

  constructor(options: SendOptions) {
    this.#options = options;
    this.#times = { ...TRANSFER_TIMES, ...options.times };
    this.#lengthOf = options.blockBytes;
  }

  handle(event: TransferEvent): TransferAction[] {
    if (this.#out.isOver) return [];
    this.#hasSent = false;
    if (event.kind === 'start') this.#out.timer(this.#times.requestMs);
    else if (event.kind === 'abort') this.#cancelWith('cancelled');
    else if (event.kind === 'content') this.#onContent(event.bytes);
    else if (event.kind === 'timer') this.#onTimer();
    else this.#onBytes(event.bytes);
    return this.#out.empty();
  }

  #onBytes(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (this.#cancel.sees(byte)) return this.#out.fail('cancelled-by-device', this.#block());
      // What came before the next block was sent cannot be an answer to it.
      if (!this.#hasSent) this.#onByte(byte);
    }
    if (this.#phase === 'request' && this.#request !== undefined)
      this.#settle(this.#times.settleMs, () => this.#begin());
  }

  #onByte(byte: number): void {
    const isRequest = byte === ASK_CRC || byte === NAK;
    if (this.#phase === 'request' || (this.#phase === 'settling' && this.#blocks + this.#number === 0)) {
      // A `C` with more text behind it is a letter of that text.
      this.#request = isRequest ? byte : undefined;
    } else if (this.#phase === 'answer') this.#onAnswer(byte);
    else if (this.#phase === 'proceed' && isRequest) this.#continue();
    else if (this.#phase === 'eot') this.#onEotAnswer(byte);
  }

  #onAnswer(byte: number): void {
    if (byte === ACK) return this.#onAcknowledged();
    if (byte === NAK) return this.#onRefused();
    // One may have been on its way when the first block was; another says that nothing came.
    if (byte !== ASK_CRC || !this.#isFirst()) return;
    this.#extraRequests += 1;
    if (this.#extraRequests % 2 === 0) this.#repeat();
  }

  #isFirst(): boolean {
    return this.#kind !== 'data' || this.#offset === 0;
  }

  #onAcknowledged(): void {
    if (this.#kind === 'end') return this.#out.finish('acknowledged');
    this.#refusals = 0;
    this.#number += 1;
    if (this.#kind === 'header') return this.#proceed();
    if (this.#lengthOf === 1024) this.#hasTaken1k = true;
    this.#offset += this.#content.length;
    this.#blocks += 1;
    this.#isProgressDue = true;
    this.#continue();
  }

  #onRefused(): void {
    this.#refusals += 1;
    const isRefused1k = this.#kind === 'data' && this.#content.length > 128 && !this.#hasTaken1k;
    // A block that may have been taken keeps its length: its number would stand for other bytes.
    if (isRefused1k && this.#refusals >= REFUSALS_OF_1K && this.#refusals > this.#tries) {
      this.#lengthOf = 128;
      this.#content = this.#content.slice(0, 128);
      this.#frame = this.#dataFrame(this.#number, this.#content);
    }
    this.#repeat();
  }

  #proceed(): void {
    this.#phase = 'proceed';
    this.#tries = 0;
    this.#out.timer(this.#times.answerMs);
  }

  /** Sends what is next; after a repetition it first lets the second acknowledgement pass. */
  #continue(): void {
    if (!this.#wasRepeated) return this.#next();
    this.#wasRepeated = false;
    this.#settle(this.#times.secondAnswerMs, () => this.#next());
  }

  #settle(ms: number, then: () => void): void {
    this.#phase = 'settling';
    this.#afterSettling = then;
    this.#tellProgress();
    this.#out.timer(ms);
  }

  #begin(): void {
    if (this.#request === undefined) {
      this.#falseRequests += 1;
      if (this.#falseRequests > FALSE_REQUESTS) return this.#cancelWith('no-request');
      this.#phase = 'request';
      return this.#out.timer(this.#times.requestMs);
    }
    this.#check = this.#request === NAK ? 'sum' : 'crc';
    if (this.#check === 'sum') this.#lengthOf = 128;
    if (this.#options.protocol === 'ymodem') return this.#sendHeader();
    this.#number = 1;
    this.#kind = 'data';
    this.#next();
  }

  #next(): void {
    const file = this.#options.files[this.#file];
    if (this.#kind === 'end' || file === undefined) return this.#sendHeader();
    const isBetweenFiles = this.#options.protocol === 'ymodem' && this.#number === 0;
    if (isBetweenFiles) return this.#sendHeader();
    const left = file.sizeBytes - this.#offset;
    if (left <= 0) return this.#sendEot();
    this.#phase = 'reading';
    this.#hasSent = true;
    this.#kind = 'data';
    const ahead = this.#ahead;
    this.#ahead = undefined;
    if (ahead?.offset === this.#offset) this.#sendData(ahead.content, ahead.frame);
    else this.#read(this.#offset, left);
  }

  #read(offset: number, left: number): void {
    const longest = left <= SMALL_END_BYTES ? 128 : this.#lengthOf;
    this.#out.add({ kind: 'read', file: this.#file, offset, length: Math.min(left, longest) });
  }

  /** While a block is on its way the next one is made: the line waits for nothing but its acknowledgement. */
  #readAhead(): void {
    const { offset } = this.#placeAhead();
    const left = (this.#options.files[this.#file]?.sizeBytes ?? 0) - offset;
    if (left > 0) this.#read(offset, left);
  }

  /** Of the data block behind the one that was sent. */
  #placeAhead(): { offset: number; number: number } {
    if (this.#kind !== 'data') return { offset: 0, number: 1 };
    return { offset: this.#offset + this.#content.length, number: this.#number + 1 };
  }

  #sendHeader(): void {
    const file = this.#options.files[this.#file];
    this.#kind = file === undefined ? 'end' : 'header';
    this.#number = 0;
    this.#offset = 0;
    this.#content = file === undefined ? new Uint8Array() : ymodemHeader(file);
    this.#ahead = undefined;
    const frame = blockFrame({
      number: 0,
      content: this.#content,
      length: 128,
      check: this.#check,
      padding: 0,
    });
    this.#send(frame, () => this.#readAhead());
  }

  #onContent(content: Uint8Array): void {
    if (this.#phase === 'reading') return this.#sendData(content, this.#dataFrame(this.#number, content));
    const { offset, number } = this.#placeAhead();
    this.#ahead = { offset, content, frame: this.#dataFrame(number, content) };
  }

  #sendData(content: Uint8Array, frame: Uint8Array): void {
    this.#content = content;
    this.#send(frame, () => this.#readAhead());
  }

  #dataFrame(number: number, content: Uint8Array): Uint8Array {
    const length = content.length <= 128 ? 128 : 1024;
    return blockFrame({ number, content, length, check: this.#check });
  }

  #send(frame: Uint8Array, meanwhile?: () => void): void {
    this.#frame = frame;
    this.#tries = 0;
    this.#refusals = 0;
    this.#extraRequests = 0;
    this.#write('answer', frame, meanwhile);
  }

  #sendEot(): void {
    this.#tries = 0;
    this.#write('eot', Uint8Array.of(EOT));
  }

  /** `meanwhile`, and what is told, costs no time of the line: the bytes are on their way. */
  #write(phase: 'answer' | 'eot', bytes: Uint8Array, meanwhile?: () => void): void {
    this.#phase = phase;
    this.#hasSent = true;
    this.#out.write(bytes);
    this.#tellProgress();
    meanwhile?.();
    this.#out.timer(this.#times.answerMs);
  }

  #repeat(): void {
    this.#tries += 1;
    this.#retries += 1;
    this.#wasRepeated = true;
    if (this.#kind === 'end' && this.#tries >= EOT_TRIES) return this.#out.finish('acknowledged');
    if (this.#tries >= this.#times.triesPerBlock || this.#retries >= this.#times.triesInAll) {
      return this.#cancelWith(this.#refusals > 0 ? 'too-many-retries' : 'no-answer');
    }
    this.#isProgressDue = true;
    this.#write('answer', this.#frame);
  }

  #onEotAnswer(byte: number): void {
    if (byte === ACK) return this.#endFile();
    // Receivers refuse the first one, to be sure that it is no damaged block.
    if (byte === NAK) return this.#repeatEot();
    // The acknowledgement was lost, and it asks for the next file already.
    if (byte === ASK_CRC && this.#options.protocol === 'ymodem') {
      this.#endFile();
      this.#continue();
    }
  }

  #repeatEot(): void {
    this.#tries += 1;
    if (this.#tries < EOT_TRIES) return this.#write('eot', Uint8Array.of(EOT));
    const isLast = this.#file >= this.#options.files.length - 1;
    if (isLast) this.#out.finish('probable');
    else this.#cancelWith('no-answer');
  }

  #endFile(): void {
    this.#file += 1;
    this.#number = 0;
    if (this.#options.protocol === 'xmodem') return this.#out.finish('acknowledged');
    this.#proceed();
  }

  #onTimer(): void {
    if (this.#phase === 'settling') return this.#afterSettling();
    if (this.#phase === 'request') return this.#cancelWith('no-request');
    if (this.#phase === 'answer') return this.#repeat();
    if (this.#phase === 'proceed') return this.#onNotAsked();
    if (this.#phase !== 'eot') return;
    this.#wasRepeated = true;
    this.#repeatEot();
  }

  /** The request may have been lost: a receiver that did not mean it refuses the block. */
  #onNotAsked(): void {
    const isAllThere = this.#number === 0 && this.#file >= this.#options.files.length;
    if (isAllThere) this.#out.finish('acknowledged');
    else this.#next();
  }

  #tellProgress(): void {
    if (!this.#isProgressDue) return;
    this.#isProgressDue = false;
    this.#out.progress({
      file: this.#file,
      bytes: this.#offset,
      block: this.#blocks,
      retries: this.#retries,
    });
  }

  #cancelWith(cause: TransferFailureCause): void {
    this.#out.cancel(cause, this.#block());
  }

  /** The one at which it is: as the technician counts, from 1. */
  #block(): number {
    return this.#number === 0 ? this.#blocks : this.#blocks + 1;
  }
}
