import type { TransferFailureCause, TransferAction } from './transferMachine.ts';

const SENTENCES: Record<TransferFailureCause, string> = {
  cancelled: 'It was stopped here.',
  'cancelled-by-device': 'The other end cancelled the transfer (CAN).',
  'no-request': 'The other end never asked for the file.',
  'no-answer': 'The other end does not answer any more.',
  'too-many-retries': 'Too many blocks had to be sent again: the line is too bad.',
  'out-of-step': 'A block came that is not the next one, so part of the file is missing.',
  'too-large': 'The other end sends more than may be taken.',
  short: 'The other end said that the file is whole, but less came than it had announced.',
};

export function failedBy(cause: TransferFailureCause, block: number): TransferAction {
  return { kind: 'fail', failure: { cause, block, sentence: SENTENCES[cause] } };
}

/** Finds the two CAN in a row by which either end cancels; a single one may be noise. */
export class CancelWatch {
  #inRow = 0;

  sees(byte: number): boolean {
    this.#inRow = byte === 0x18 ? this.#inRow + 1 : 0;
    return this.#inRow >= 2;
  }
}
