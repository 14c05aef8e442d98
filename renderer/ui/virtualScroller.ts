import {
  isInStep,
  lastTop,
  moveContent,
  rowsAt,
  scrollerPx,
  topShowing,
  toScroll,
  type ListGeometry,
} from './scrollMap.ts';

/** The rows to draw, and where. */
export interface ShownRows {
  /** Of the whole list. */
  count: number;
  first: number;
  end: number;
  /** Where the first of them stands in the scroller. */
  offsetPx: number;
  /** Rows that fit into the viewport. */
  viewRows: number;
  /** The list goes along with its end. */
  isAtEnd: boolean;
  isEndInView: boolean;
  /** How many rows there were when the end was last in view. */
  seenCount: number;
}

export interface VirtualScroller {
  get: () => ShownRows;
  subscribe: (listener: () => void) => () => void;
  /**
   * Works on a scrolling element until the function is called that this answers with. The one element inside of it is
   * given its height (`scrollerPx`), unless whoever draws it does so.
   */
  attach: (element: HTMLElement, content?: HTMLElement) => () => void;
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
/** Where the list goes along with its end nobody scrolls, and each row is drawn for nothing as soon as the next one comes. */
const END_OVERSCAN = 2;
/** After this without a move a scroller that is out of step takes the place that belongs to the content. */
const REST_MS = 150;
/** How often a scroller takes its place anew while the list grows at its end: to move it costs a layout. */
const STEP_MS = 200;

/**
 * Decides which rows of one height are drawn. With `sticksToEnd` the list starts at its end and stays there as it
 * grows, until somebody scrolls up. The scroller itself may be out of step with the content then: the rows are drawn
 * where it stands, and a moment later it takes the place that is theirs.
 */
export function createVirtualScroller(sticksToEnd: boolean): VirtualScroller {
  let geometry: ListGeometry = { count: 0, rowPx: 1, viewPx: 0 };
  let element: HTMLElement | undefined;
  let content: HTMLElement | undefined;
  let contentHeight: number | undefined;
  let top = 0;
  let scrolled = 0;
  let steppedAt = -Infinity;
  let rest: ReturnType<typeof setTimeout> | undefined;
  let shown: ShownRows = {
    count: 0,
    first: 0,
    end: 0,
    offsetPx: 0,
    viewRows: 0,
    isAtEnd: sticksToEnd,
    isEndInView: true,
    seenCount: 0,
  };
  const listeners = new Set<() => void>();

  const show = (isAtEnd = shown.isAtEnd): void => {
    const { count, rowPx, viewPx } = geometry;
    const { first, end } = rowsAt(top, geometry, isAtEnd && sticksToEnd ? END_OVERSCAN : OVERSCAN);
    const offsetPx = scrolled - top + first * rowPx;
    const viewRows = Math.ceil(viewPx / rowPx);
    const isEndInView = top >= lastTop(geometry) - 1;
    const seenCount = isAtEnd || isEndInView ? count : shown.seenCount;
    const next = { count, first, end, offsetPx, viewRows, isAtEnd, isEndInView, seenCount };
    if ((Object.keys(next) as (keyof ShownRows)[]).every((key) => next[key] === shown[key])) return;
    shown = next;
    for (const listener of listeners) listener();
  };

  const stretch = (): void => {
    const height = scrollerPx(geometry);
    if (content === undefined || height === contentHeight) return;
    contentHeight = height;
    content.style.height = `${height}px`;
  };

  /** Moves the content, and the scroller with it. */
  const place = (to: number, isAtEnd = shown.isAtEnd): void => {
    clearTimeout(rest);
    rest = undefined;
    top = Math.min(to, lastTop(geometry));
    stretch();
    if (element !== undefined) {
      element.scrollTop = toScroll(top, geometry);
      scrolled = element.scrollTop;
    }
    steppedAt = performance.now();
    show(isAtEnd);
  };

  const sticks = (): boolean => sticksToEnd && shown.isAtEnd;

  /** Along with the end: the rows at once, the scroller a few times a second. */
  const follow = (): void => {
    const waitMs = steppedAt + STEP_MS - performance.now();
    const isFilled = geometry.viewPx > 0 && (contentHeight ?? 0) >= geometry.viewPx;
    if (waitMs <= 0 || !isFilled || lastTop(geometry) < top) return place(lastTop(geometry));
    top = lastTop(geometry);
    rest ??= setTimeout(() => place(top), waitMs);
    show();
  };

  const onScroll = (): void => {
    const after = element?.scrollTop ?? scrolled;
    if (Math.abs(after - scrolled) < 0.5) return;
    const before = top;
    stretch();
    top = moveContent(before, scrolled, after, geometry);
    scrolled = after;
    if (top >= lastTop(geometry) - 1) show(true);
    else show(top < before ? false : shown.isAtEnd);
    clearTimeout(rest);
    rest = undefined;
    if (!isInStep(top, scrolled, geometry)) rest = setTimeout(() => place(top), REST_MS);
  };

  return {
    get: () => shown,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    attach(to, inside) {
      element = to;
      content = inside;
      contentHeight = undefined;
      stretch();
      const observer = new ResizeObserver(() => {
        geometry = { ...geometry, viewPx: to.clientHeight };
        if (sticks() || top > lastTop(geometry)) place(lastTop(geometry));
        else show();
      });
      observer.observe(to);
      to.addEventListener('scroll', onScroll, { passive: true });
      return () => {
        clearTimeout(rest);
        rest = undefined;
        observer.disconnect();
        to.removeEventListener('scroll', onScroll);
        element = undefined;
        content = undefined;
      };
    },
    resize(count, rowPx) {
      const index = top / geometry.rowPx;
      const isOther = geometry.rowPx !== rowPx;
      geometry = { ...geometry, count, rowPx };
      if (sticks() && !isOther) return follow();
      if (sticks()) return place(lastTop(geometry));
      if (isOther || top > lastTop(geometry)) return place(index * rowPx);
      // The scroller stays where a finger or a wheel may be moving it just now.
      stretch();
      show();
    },
    reveal: (index) => place(topShowing(index, top, geometry)),
    showFrom: (index) => place(index * geometry.rowPx, false),
    topIndex: () => Math.round(top / geometry.rowPx),
    goToEnd: () => place(lastTop(geometry), true),
    hold() {
      // The browser may have scrolled since it last said so.
      onScroll();
      if (isInStep(top, scrolled, geometry)) show(false);
      else place(top, false);
    },
  };
}
