import type { StoredRecord } from './storedRecord.ts';

export interface QueueLimits {
  records: number;
  bytes: number;
}

/** What an object of a record costs besides its raw frame, roughly. */
const RECORD_OVERHEAD_BYTES = 200;

/**
 * Records that are not in the file yet, in order and without gaps. Usually those of one turn of the event loop; while
 * the disk is full, as many of the newest as the limits allow.
 */
export class RecordQueue {
  readonly #limits: QueueLimits;
  #records: StoredRecord[] = [];
  #head = 0;
  #bytes = 0;
  #lost = 0;

  constructor(limits: QueueLimits) {
    this.#limits = limits;
  }

  get length(): number {
    return this.#records.length - this.#head;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Records that had to go because there was no room for them. */
  get lost(): number {
    return this.#lost;
  }

  push(record: StoredRecord): void {
    this.#records.push(record);
    this.#bytes += cost(record);
  }

  /** Lets go of the oldest where there is more than the limits allow. The newest always stays. */
  dropBeyondLimits(): void {
    const before = this.length;
    let excess = Math.max(0, this.length - this.#limits.records);
    let bytes = this.#bytes;
    for (let at = this.#head; at < this.#records.length - 1; at += 1) {
      const record = this.#records[at];
      if (record === undefined || (excess <= 0 && bytes <= this.#limits.bytes)) break;
      excess -= 1;
      bytes -= cost(record);
      this.#head += 1;
    }
    this.#bytes = bytes;
    this.#lost += before - this.length;
    this.#compact();
  }

  /** The oldest `count` records. */
  first(count: number): readonly StoredRecord[] {
    return this.#records.slice(this.#head, this.#head + count);
  }

  removeFirst(count: number): void {
    for (let at = this.#head; at < this.#head + count; at += 1) {
      const record = this.#records[at];
      if (record !== undefined) this.#bytes -= cost(record);
    }
    this.#head += count;
    this.#compact();
  }

  get(seq: number): StoredRecord | undefined {
    const first = this.#records[this.#head];
    return first === undefined || seq < first.seq ? undefined : this.#records[this.#head + seq - first.seq];
  }

  get firstSeq(): number | undefined {
    return this.#records[this.#head]?.seq;
  }

  #compact(): void {
    if (this.#head === this.#records.length) {
      this.#records = [];
      this.#head = 0;
    } else if (this.#head > 10_000 && this.#head * 2 > this.#records.length) {
      this.#records = this.#records.slice(this.#head);
      this.#head = 0;
    }
  }
}

function cost(record: StoredRecord): number {
  return record.sizeBytes + RECORD_OVERHEAD_BYTES;
}
