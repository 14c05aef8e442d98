import { CANCEL } from './blockFrame.ts';
import { failedBy } from './transferEnd.ts';
import type {
  TransferAction,
  TransferFailureCause,
  TransferProgress,
  TransferProof,
} from './transferMachine.ts';

/** What a machine wants done, in its order; after its end there is nothing more to do. */
export class TransferOutbox {
  #actions: TransferAction[] = [];
  #isOver = false;

  get isOver(): boolean {
    return this.#isOver;
  }

  /** What came together since it was last emptied. */
  empty(): TransferAction[] {
    const actions = this.#actions;
    this.#actions = [];
    return actions;
  }

  add(action: TransferAction): void {
    this.#actions.push(action);
  }

  write(bytes: Uint8Array): void {
    this.add({ kind: 'write', bytes });
  }

  timer(ms: number): void {
    this.add({ kind: 'timer', ms });
  }

  progress(progress: TransferProgress): void {
    this.add({ kind: 'progress', progress });
  }

  /** Ends it, and tells the other end so. */
  cancel(cause: TransferFailureCause, block: number): void {
    this.write(CANCEL);
    this.fail(cause, block);
  }

  fail(cause: TransferFailureCause, block: number): void {
    this.#isOver = true;
    this.add(failedBy(cause, block));
  }

  finish(proof: TransferProof): void {
    this.#isOver = true;
    this.add({ kind: 'done', proof });
  }
}
