import { Transform, type TransformCallback } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { asProblem, TransferProblem } from './transferProblem.ts';

export interface Disturbance {
  /** At this byte of what flows here the transfer stalls or breaks. */
  atByte?: number | undefined;
  stalls?: boolean;
  bytesPerSecond?: number | undefined;
  /** Ends the line itself: to the protocol an end in good order could mean that the file is whole. */
  cut?: (() => Promise<void>) | undefined;
  signal: AbortSignal;
}

const TAKING_MS = 5;

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
      await this.#let(part);
    } catch (error) {
      done(asProblem(error));
      return;
    }
    if (part.length === chunk.length) {
      done();
      return;
    }
    // What stalls says nothing more, until somebody ends it.
    if (stalls) return;
    // What has passed arrives: ending a stream throws away what waits in it.
    while (this.readableLength > 0 && !this.destroyed) await pause(TAKING_MS);
    await this.#disturbance.cut?.();
    done(new TransferProblem('broken', 'the line broke off'));
  }

  /** Little by little where the line is slow, so that it never looks dead. */
  async #let(part: Buffer): Promise<void> {
    const { bytesPerSecond, signal } = this.#disturbance;
    const step = bytesPerSecond === undefined ? part.length : Math.max(1, Math.ceil(bytesPerSecond / 5));
    for (let from = 0; from < part.length; from += step) {
      const piece = part.subarray(from, from + step);
      if (bytesPerSecond !== undefined)
        await pause((piece.length / bytesPerSecond) * 1000, undefined, { signal });
      this.push(piece);
    }
  }
}
