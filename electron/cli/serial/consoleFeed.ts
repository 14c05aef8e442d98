import type { ContractClient } from '../../../shared/contract/client.ts';
import { ContractError } from '../../../shared/contract/failure.ts';
import type { ConsoleBatch, ConsoleChunk } from '../../../shared/service-port/consoleBatch.ts';
import type { Direction } from '../../../shared/trace/record.ts';

/** Bytes of one direction, each told once. */
export interface FedChunk {
  direction: Direction;
  at: number;
  monoMs: number;
  offset: number;
  bytes: Uint8Array;
}

export interface FeedListener {
  chunk: (chunk: FedChunk) => void;
  /** The line was faster than the link; what was skipped is in the session. */
  skipped: (count: number) => void;
  /** The port is closed or lost, or Kerbside cannot be asked any more. */
  ended: (error: ContractError) => void;
}

/** Follows what crosses a port from a moment (epoch ms) on; answers with how to stop. */
export function followConsole(
  client: ContractClient,
  path: string,
  since: number,
  listener: FeedListener,
): () => void {
  const next = new Map<Direction, number>();
  const look = ({ chunks, skippedBytes }: ConsoleBatch): void => {
    if (skippedBytes > 0) listener.skipped(skippedBytes);
    for (const chunk of chunks) {
      if (chunk.at < since) continue;
      const bytes = unseen(chunk, next.get(chunk.direction) ?? 0);
      if (bytes.length === 0) continue;
      const end = chunk.offset + Buffer.byteLength(chunk.data, 'base64');
      next.set(chunk.direction, end);
      listener.chunk({ ...chunk, offset: end - bytes.length, bytes });
    }
  };
  const gone = ({ code, message }: { code: ContractError['code']; message: string }): void =>
    listener.ended(new ContractError(code, message));
  // After a gap the latest part is told anew: what was told before is passed over.
  const stops = [
    client.subscribe(
      'portConsole',
      { path },
      { snapshot: (batch) => look({ ...batch, skippedBytes: 0 }), change: look, ended: gone },
    ),
    client.subscribe(
      'ports',
      {},
      {
        snapshot: () => undefined,
        change: ({ port, phase, failure }) => {
          if (port.path !== path || (phase !== 'lost' && phase !== 'closed')) return;
          gone({ code: 'unavailable', message: failure?.sentence ?? 'The port was closed.' });
        },
      },
    ),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Bytes of a chunk from an offset on. */
function unseen({ offset, data }: ConsoleChunk, from: number): Uint8Array {
  const bytes = Buffer.from(data, 'base64');
  return from <= offset ? bytes : bytes.subarray(from - offset);
}
