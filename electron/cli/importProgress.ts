import type { Terminal } from './terminal.ts';

/** Short imports say nothing before they are done. */
const QUIET_MS = 1000;
const STEP = 0.1;

/** Tells on stderr how far an import is, in steps of 10 %. */
export function importProgress(terminal: Terminal): (share: number) => void {
  const startAt = performance.now();
  let told = 0;
  return (share) => {
    // The end tells itself.
    if (share >= 1 || performance.now() - startAt < QUIET_MS || share - told < STEP) return;
    told = share;
    terminal.note(`kerbside: ${Math.floor(share * 100)} % read`);
  };
}
