import { useEffect, useRef } from 'react';

export interface MessageKeys {
  filter: () => void;
  issue: (step: 1 | -1) => void;
  pair: () => void;
  close: () => void;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input:not([type=radio], [type=checkbox]), textarea, select') !== null
  );
}

/** Keys that work wherever the focus is on this screen, but not while something is typed. */
export function useMessageKeys(keys: MessageKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target)) return;
      const { filter, issue, pair, close } = latest.current;
      const actions: Readonly<Record<string, () => void>> = {
        '/': filter,
        n: () => issue(1),
        p: () => issue(-1),
        f: pair,
        Escape: close,
      };
      const action = Object.hasOwn(actions, event.key) ? actions[event.key] : undefined;
      if (action === undefined) return;
      if (event.key !== 'Escape') event.preventDefault();
      action();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
