import {
  isScaled,
  lastTop,
  moveContent,
  rowsAt,
  topShowing,
  toScroll,
  type ListGeometry,
} from './scrollMap.ts';

/** The rows to draw, and where. */
export interface ShownRows {
  first: number;
  end: number;
  /** Where the first of them stands in the scroller. */
  offsetPx: number;
  /** Rows that fit into the viewport. */
  viewRows: number;
  /** The list goes along with its end. */
  isAtEnd: boolean;
  isEndInView: boolean;
}

export interface VirtualScroller {
  get: () => ShownRows;
  subscribe: (listener: () => void) => () => void;
  /** Works on a scrolling element until the function is called that this answers with. */
  attach: (element: HTMLElement) => () => void;
  resize: (count: number, rowPx: number) => void;
  reveal: (index: number) => void;
  /** Puts a row at the top, and stands still there. */
  showFrom: (index: number) => void;
  /** The row at the top. */
  topIndex: () => number;
  /** To the end, and along with it as it grows. */
  goToEnd: () => void;
  /** Stands still from now on, whatever comes. */
  hold: () => void;
}

/** Rows drawn beyond the edges, so that a fast scroll finds them there. */
const OVERSCAN = 8;
/** After this without a move a scaled scroller takes the place that belongs to the content. */
const REST_MS = 150;

/**
 * Decides which rows of one height are drawn. With `sticksToEnd` the list starts at its end and stays there as it
 * grows, until somebody scrolls up.
 */
export function createVirtualScroller(sticksToEnd: boolean): VirtualScroller {
  let geometry: ListGeometry = { count: 0, rowPx: 1, viewPx: 0 };
  let element: HTMLElement | undefined;
  let top = 0;
  let scrolled = 0;
  let rest: ReturnType<typeof setTimeout> | undefined;
  let shown: ShownRows = {
    first: 0,
    end: 0,
    offsetPx: 0,
    viewRows: 0,
    isAtEnd: sticksToEnd,
    isEndInView: true,
  };
  const listeners = new Set<() => void>();

  const show = (isAtEnd = shown.isAtEnd): void => {
    const { first, end } = rowsAt(top, geometry, OVERSCAN);
    const offsetPx = scrolled - top + first * geometry.rowPx;
    const viewRows = Math.ceil(geometry.viewPx / geometry.rowPx);
    const isEndInView = top >= lastTop(geometry) - 1;
    const next = { first, end, offsetPx, viewRows, isAtEnd, isEndInView };
    if ((Object.keys(next) as (keyof ShownRows)[]).every((key) => next[key] === shown[key])) return;
    shown = next;
    for (const listener of listeners) listener();
  };

  /** Moves the content, and the scroller with it. */
  const place = (to: number, isAtEnd = shown.isAtEnd): void => {
    top = Math.min(to, lastTop(geometry));
    if (element !== undefined) {
      element.scrollTop = toScroll(top, geometry);
      scrolled = element.scrollTop;
    }
    show(isAtEnd);
  };

  const sticks = (): boolean => sticksToEnd && shown.isAtEnd;

  const onScroll = (): void => {
    const after = element?.scrollTop ?? scrolled;
    if (Math.abs(after - scrolled) < 0.5) return;
    const before = top;
    top = moveContent(before, scrolled, after, geometry);
    scrolled = after;
    if (top >= lastTop(geometry) - 1) show(true);
    else show(top < before ? false : shown.isAtEnd);
    clearTimeout(rest);
    if (isScaled(geometry)) rest = setTimeout(() => place(top), REST_MS);
  };

  return {
    get: () => shown,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    attach(to) {
      element = to;
      const observer = new ResizeObserver(() => {
        geometry = { ...geometry, viewPx: to.clientHeight };
        if (sticks() || top > lastTop(geometry)) place(lastTop(geometry));
        else show();
      });
      observer.observe(to);
      to.addEventListener('scroll', onScroll, { passive: true });
      return () => {
        clearTimeout(rest);
        observer.disconnect();
        to.removeEventListener('scroll', onScroll);
        element = undefined;
      };
    },
    resize(count, rowPx) {
      const index = top / geometry.rowPx;
      const isOther = geometry.rowPx !== rowPx;
      geometry = { ...geometry, count, rowPx };
      if (sticks()) place(lastTop(geometry));
      else if (isOther || top > lastTop(geometry)) place(index * rowPx);
      // The scroller stays where a finger or a wheel may be moving it just now.
      else show();
    },
    reveal: (index) => place(topShowing(index, top, geometry)),
    showFrom: (index) => place(index * geometry.rowPx, false),
    topIndex: () => Math.round(top / geometry.rowPx),
    goToEnd: () => place(lastTop(geometry), true),
    hold: () => show(false),
  };
}
