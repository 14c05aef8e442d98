import { ContractError } from '../../../../shared/contract/failure.ts';
import type { PortLine } from '../line/portLine.ts';

/** More is counted, and not kept. */
const MOST_HEARD = 65_536;
/** A timer rings up to 1 ms before its time by the clock of `performance`. */
export const TIMER_SLACK_MS = 2;

export interface Heard {
  /** The first of what came. */
  bytes: Uint8Array;
  count: number;
  /** How long nothing had come at the end, in ms. */
  stillMs: number;
}

/** Takes the latest bytes; tells after how many ms without any more of them it is enough. Nothing: at the end of the time. */
export type EnoughAfter = (latest: Uint8Array) => number | undefined;

/**
 * What comes within `ms`, or sooner where it is enough. What may be enough at the end of the time is waited for once more. Rejects when the search is
 * cancelled or the port is lost.
 */
export function hear(
  { line, signal }: { line: PortLine; signal: AbortSignal },
  ms: number,
  enoughAfter: EnoughAfter = () => undefined,
): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const pieces: Uint8Array[] = [];
    let count = 0;
    let latestMs = performance.now();
    let still: NodeJS.Timeout | undefined;
    let restMs: number | undefined;
    const stop = AbortSignal.any([signal, line.lost]);
    const end = (): void => {
      clearTimeout(timer);
      clearTimeout(still);
      unlisten();
      stop.removeEventListener('abort', onStop);
    };
    const done = (): void => {
      end();
      resolve({ bytes: Buffer.concat(pieces), count, stillMs: performance.now() - latestMs });
    };
    const onStop = (): void => {
      end();
      const reason: unknown = stop.reason;
      const isNamed = reason instanceof ContractError;
      reject(isNamed ? reason : new ContractError('cancelled', 'The search was cancelled.'));
    };
    const onTimeOver = (): void => {
      if (restMs === undefined) done();
      else timer = setTimeout(done, restMs + TIMER_SLACK_MS);
    };
    let timer = setTimeout(onTimeOver, ms);
    const unlisten = line.onData((bytes) => {
      latestMs = performance.now();
      if (count < MOST_HEARD) pieces.push(bytes);
      count += bytes.length;
      clearTimeout(still);
      restMs = enoughAfter(bytes);
      if (restMs === 0) done();
      else if (restMs !== undefined) still = setTimeout(done, restMs);
    });
    stop.addEventListener('abort', onStop, { once: true });
    if (stop.aborted) onStop();
  });
}
