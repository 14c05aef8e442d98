import type { PowerSaveBlocker } from 'electron';

/** Holds the system’s sleep off while that is needed; the screen may go dark. */
export function keepAwake(blocker: Pick<PowerSaveBlocker, 'start' | 'stop'>): (isNeeded: boolean) => void {
  let id: number | undefined;
  return (isNeeded) => {
    if (isNeeded) id ??= blocker.start('prevent-app-suspension');
    else if (id !== undefined) {
      blocker.stop(id);
      id = undefined;
    }
  };
}
