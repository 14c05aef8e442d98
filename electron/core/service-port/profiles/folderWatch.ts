import { watch, type FSWatcher } from 'node:fs';

export interface FolderWatchOptions {
  /** Changes that follow each other so fast are one. */
  settleMs?: number;
  /** How often the folder is looked at where the system tells nothing (network drives), and beside it: some tell only half. */
  pollMs?: number;
}

/**
 * Calls `look` after something changed in a folder. The system's word is taken where it gives one; besides, the folder is looked at from time
 * to time, so `look` must be cheap and find out itself whether there is anything new. It never runs twice at once.
 */
export function watchFolder(
  folder: string,
  look: () => Promise<void>,
  { settleMs = 150, pollMs = 5000 }: FolderWatchOptions = {},
): () => void {
  let settling: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let isAgain = false;
  let isStopped = false;

  const run = (): void => {
    if (isStopped) return;
    if (running !== undefined) {
      isAgain = true;
      return;
    }
    running = look().finally(() => {
      running = undefined;
      if (isAgain) {
        isAgain = false;
        run();
      }
    });
  };
  const settle = (): void => {
    clearTimeout(settling);
    settling = setTimeout(run, settleMs);
  };

  let watcher: FSWatcher | undefined;
  const listen = (): void => {
    if (watcher !== undefined || isStopped) return;
    try {
      watcher = watch(folder, { persistent: false }, settle);
      watcher.on('error', () => {
        // The folder went away, or the system has no watchers left: looking from time to time goes on.
        watcher?.close();
        watcher = undefined;
      });
    } catch {
      // There is no folder yet, or the system cannot watch it: looking from time to time goes on.
      watcher = undefined;
    }
  };
  listen();
  const polling = setInterval(() => {
    listen();
    run();
  }, pollMs);
  polling.unref();

  return () => {
    isStopped = true;
    clearTimeout(settling);
    clearInterval(polling);
    watcher?.close();
  };
}
