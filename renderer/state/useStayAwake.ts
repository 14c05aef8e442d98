import { useEffect } from 'react';

/**
 * Keeps the screen on, and with it the computer awake, while `isNeeded` and the page is seen. A browser that cannot, or may not, leaves it
 * to the technician, whom the screen has told.
 */
export function useStayAwake(isNeeded: boolean): void {
  useEffect(() => {
    if (!isNeeded || !('wakeLock' in navigator)) return undefined;
    let lock: WakeLockSentinel | undefined;
    let isOver = false;
    const take = async (): Promise<void> => {
      if (document.visibilityState !== 'visible' || lock?.released === false) return;
      try {
        const taken = await navigator.wakeLock.request('screen');
        if (isOver) void taken.release();
        else lock = taken;
      } catch {
        // Not granted: an empty battery, or a page that is no secure one.
      }
    };
    const again = (): void => void take();
    void take();
    // A page that was hidden has lost it.
    document.addEventListener('visibilitychange', again);
    return () => {
      isOver = true;
      document.removeEventListener('visibilitychange', again);
      void lock?.release();
    };
  }, [isNeeded]);
}
