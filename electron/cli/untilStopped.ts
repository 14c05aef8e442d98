import type { Terminal } from './terminal.ts';

/** Ctrl+C reaches every process of the terminal, and `npm start` hands it on as well: one wish may come twice. */
const SAME_WISH_MS = 500;

/**
 * Resolves when the person or the system wants the program to end, or when nobody reads its output any more; a second
 * wish ends it at once.
 */
export function untilStopped(terminal: Terminal): Promise<void> {
  return new Promise((resolve) => {
    let askedAt: number | undefined;
    const stop = (): void => {
      const now = performance.now();
      if (askedAt !== undefined && now - askedAt > SAME_WISH_MS) process.exit(130);
      askedAt ??= now;
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
    terminal.onReaderGone(resolve);
  });
}
