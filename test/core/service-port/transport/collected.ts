import type { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { PortFailure } from '../../../../shared/service-port/portState.ts';
import type { Transport } from '../../../../electron/core/service-port/transport/transport.ts';

/** What a transport tells, with waits for it. */
export class Collected {
  readonly #chunks: Uint8Array[] = [];
  readonly ends: Array<PortFailure | undefined> = [];

  constructor(transport: Transport) {
    transport.onData((bytes) => this.#chunks.push(bytes));
    transport.onClose((failure) => this.ends.push(failure));
  }

  get bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  get length(): number {
    return this.#chunks.reduce((sum, { length }) => sum + length, 0);
  }

  async atLeast(length: number): Promise<Buffer> {
    while (this.length < length) await setImmediate();
    return this.bytes;
  }

  async end(): Promise<PortFailure | undefined> {
    while (this.ends.length === 0) await setImmediate();
    return this.ends[0];
  }
}

/** The next bytes of a stream, as many as are asked for. */
export async function take(stream: Readable, length: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let taken = 0;
  while (taken < length) {
    const chunk = stream.read() as Buffer | null;
    if (chunk === null) {
      await setImmediate();
      continue;
    }
    chunks.push(chunk);
    taken += chunk.length;
  }
  return Buffer.concat(chunks);
}

export const ALL_BYTES = Uint8Array.from({ length: 256 }, (_, value) => value);
