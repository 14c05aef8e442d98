import { Transform, type TransformCallback } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { asProblem, TransferProblem } from './transferProblem.ts';

export interface Disturbance {
  /** At this byte of what flows here the transfer stalls or breaks. */
  atByte?: number | undefined;
  stalls?: boolean;
  bytesPerSecond?: number | undefined;
  signal: AbortSignal;
}

/** Lets bytes through as a line with troubles does. */
export class DisturbedStream extends Transform {
  readonly #disturbance: Disturbance;
  #passedBytes = 0;

  constructor(disturbance: Disturbance) {
    super();
    this.#disturbance = disturbance;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    void this.#pass(chunk, done);
  }

  async #pass(chunk: Buffer, done: TransformCallback): Promise<void> {
    const { atByte = Infinity, stalls = false } = this.#disturbance;
    const part = chunk.subarray(0, Math.max(0, atByte - this.#passedBytes));
    this.#passedBytes += part.length;
    try {
      await this.#slowly(part.length);
    } catch (error) {
      done(asProblem(error));
      return;
    }
    this.push(part);
    if (part.length === chunk.length) done();
    // What stalls says nothing more, until somebody ends it.
    else if (!stalls) done(new TransferProblem('broken', 'the line broke off'));
  }

  async #slowly(bytes: number): Promise<void> {
    const { bytesPerSecond, signal } = this.#disturbance;
    if (bytesPerSecond !== undefined) await pause((bytes / bytesPerSecond) * 1000, undefined, { signal });
  }
}
