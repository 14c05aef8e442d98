import { useEffect, useRef } from 'react';

export interface MessageKeys {
  /** Something is shown in the place of the list: only `close` is left. */
  isCovered: boolean;
  filter: () => void;
  issue: (step: 1 | -1) => void;
  pair: () => void;
  mark: () => void;
  /** The next or previous marked record. */
  toMark: (step: 1 | -1) => void;
  note: () => void;
  selectAll: () => void;
  /** Nothing where there is nothing to close: the key is then for others. */
  close: (() => void) | undefined;
  /** A key of the list, pressed where no widget of its own wants it; answers whether it was one. */
  walk: (key: string, isExtending: boolean) => boolean;
}

/** Arrow keys mean something of their own to tabs, choices, splitters and whatever scrolls. */
function isForList(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false;
  const isPlain = target.matches('body, main');
  return key === 'Enter' || key === ' ' ? isPlain : isPlain || target.matches('a, button:not([role])');
}

/** Where Ctrl+A means the records and not the text of the page. */
function isForRows(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('body, main, [role=grid]');
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
    let isSequence = false;
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey || isTyping(event.target)) return;
      const { isCovered, filter, issue, pair, mark, toMark, note, selectAll, close, walk } = latest.current;
      if (isCovered && event.key !== 'Escape') return;
      if (event.ctrlKey || event.metaKey) {
        if (event.key !== 'a' || !isForRows(event.target)) return;
        event.preventDefault();
        return selectAll();
      }
      // `g` waits for a second key that is not for this screen.
      const isSecond = isSequence;
      isSequence = event.key === 'g';
      if (isSecond) return;
      if (isForList(event.target, event.key) && walk(event.key, event.shiftKey)) {
        return event.preventDefault();
      }
      const actions: Readonly<Record<string, (() => void) | undefined>> = {
        '/': filter,
        n: () => issue(1),
        p: () => issue(-1),
        f: pair,
        m: mark,
        c: note,
        '.': () => toMark(1),
        ',': () => toMark(-1),
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
