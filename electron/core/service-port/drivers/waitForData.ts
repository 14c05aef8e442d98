import type { PortLine } from '../line/portLine.ts';

/**
 * Resolves with `true` when `isThere` holds, which is looked at when bytes have come, and with `false` after `ms`. Rejects when the line is lost
 * or the signal is aborted.
 */
export function waitForData(
  line: PortLine,
  isThere: () => boolean,
  ms: number,
  signal: AbortSignal,
): Promise<boolean> {
  const { lost } = line;
  signal.throwIfAborted();
  lost.throwIfAborted();
  if (isThere()) return Promise.resolve(true);
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      stop();
      signal.removeEventListener('abort', onAbort);
      lost.removeEventListener('abort', onLost);
      settle();
    };
    const onAbort = (): void => end(() => reject(signal.reason));
    const onLost = (): void => end(() => reject(lost.reason));
    const timer = setTimeout(() => end(() => resolve(false)), ms);
    const stop = line.onData(() => {
      if (isThere()) end(() => resolve(true));
    });
    signal.addEventListener('abort', onAbort, { once: true });
    lost.addEventListener('abort', onLost, { once: true });
  });
}
