import { useEffect, useRef } from 'react';
import { usePort } from './portTopics.ts';
import { isPortOpen } from './portTone.ts';

/**
 * Calls `onOpen` as soon as a port that is being opened is open, although the device is still asked who it is: what it prints at its start
 * is worth seeing. Nothing is waited for without a path.
 */
export function useShownWhenOpen(path: string | undefined, onOpen: () => void): void {
  const phase = usePort(path ?? '')?.phase;
  const latest = useRef(onOpen);
  useEffect(() => {
    latest.current = onOpen;
  });
  const isOpen = path !== undefined && phase !== undefined && isPortOpen(phase);
  useEffect(() => {
    if (isOpen) latest.current();
  }, [isOpen]);
}
