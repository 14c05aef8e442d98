import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { ShownRows, VirtualScroller } from '../../../ui/virtualScroller.ts';

/** A part of what the scroller knows; at the live end the rest is another one with each frame of the screen. */
export function useScroller<T extends number | boolean>(
  scroller: VirtualScroller,
  part: (shown: ShownRows) => T,
): T {
  return useSyncExternalStore(scroller.subscribe, () => part(scroller.get()));
}

/** Tells of the row at the top, whatever the list was scrolled by; of nothing while it goes along with its end. */
export function useTopRow(scroller: VirtualScroller, onTop: (index: number | undefined) => void): void {
  useEffect(() => {
    const tell = (): void => onTop(scroller.get().isAtEnd ? undefined : scroller.topIndex());
    tell();
    return scroller.subscribe(tell);
  });
}

/**
 * Whether the selected row is drawn. When the list gets smaller, as when a record opens below it, a selected row that
 * was in view stays in view.
 */
export function useSelectionInView(scroller: VirtualScroller, selectedIndex: number | undefined): boolean {
  const viewRows = useScroller(scroller, (shown) => shown.viewRows);
  const isDrawn = useScroller(
    scroller,
    ({ first, end }) => selectedIndex !== undefined && selectedIndex >= first && selectedIndex < end,
  );
  const before = useRef({ isDrawn, viewRows });
  useEffect(() => {
    const { current } = before;
    before.current = { isDrawn, viewRows };
    if (selectedIndex === undefined || viewRows >= current.viewRows) return;
    if (current.isDrawn) scroller.reveal(selectedIndex);
  }, [isDrawn, viewRows, selectedIndex, scroller]);
  return isDrawn;
}
