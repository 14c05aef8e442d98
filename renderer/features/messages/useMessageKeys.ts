import { useEffect, useRef } from 'react';

export interface MessageKeys {
  filter: () => void;
  issue: (step: 1 | -1) => void;
  pair: () => void;
  /** Nothing where there is nothing to close: the key is then for others. */
  close: (() => void) | undefined;
  /** A key of the list, pressed where no widget of its own wants it; answers whether it was one. */
  walk: (key: string) => boolean;
}

/** Arrow keys mean something of their own to tabs, choices, splitters and whatever scrolls. */
function isForList(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false;
  const isPlain = target.matches('body, main');
  return key === 'Enter' ? isPlain : isPlain || target.matches('a, button:not([role])');
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
      const { filter, issue, pair, close, walk } = latest.current;
      if (isForList(event.target, event.key) && walk(event.key)) return event.preventDefault();
      const actions: Readonly<Record<string, (() => void) | undefined>> = {
        '/': filter,
        n: () => issue(1),
        p: () => issue(-1),
        f: pair,
        Escape: close,
      };
      const action = Object.hasOwn(actions, event.key) ? actions[event.key] : undefined;
      if (action === undefined) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
