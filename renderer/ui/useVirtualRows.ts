import { useLayoutEffect, useState, useSyncExternalStore, type RefObject } from 'react';
import { scrollerPx } from './scrollMap.ts';
import { createVirtualScroller, type ShownRows, type VirtualScroller } from './virtualScroller.ts';

export interface VirtualRowsOptions {
  count: number;
  rowPx: number;
  sticksToEnd: boolean;
}

export interface VirtualRows {
  shown: ShownRows;
  /** How tall the element inside the scrolling one must be. */
  heightPx: number;
  scroller: VirtualScroller;
}

/** Rows of one height, of which only those near the viewport exist. `box` is the scrolling element. */
export function useVirtualRows(box: RefObject<HTMLElement | null>, options: VirtualRowsOptions): VirtualRows {
  const { count, rowPx, sticksToEnd } = options;
  const [scroller] = useState(() => createVirtualScroller(sticksToEnd));
  const shown = useSyncExternalStore(scroller.subscribe, scroller.get);
  useLayoutEffect(() => (box.current === null ? undefined : scroller.attach(box.current)), [box, scroller]);
  useLayoutEffect(() => scroller.resize(count, rowPx), [scroller, count, rowPx]);
  return { shown, scroller, heightPx: scrollerPx({ count, rowPx, viewPx: 0 }) };
}
