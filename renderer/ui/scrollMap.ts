/**
 * Browsers limit how tall an element can be (Firefox to about 17.8 million px, Chromium to 33.5 million). A list of
 * ten million rows is taller, so the scroller is given at most this height and its position is translated: small
 * moves (wheel, touch, keys) move the content as far as they say, large ones (the scroll bar) are scaled.
 */
export const MAX_SCROLLER_PX = 15_000_000;

export interface ListGeometry {
  count: number;
  rowPx: number;
  viewPx: number;
}

export function contentPx({ count, rowPx }: ListGeometry): number {
  return count * rowPx;
}

export function scrollerPx(geometry: ListGeometry): number {
  return Math.min(contentPx(geometry), MAX_SCROLLER_PX);
}

/** The content's top when its end is in view. */
export function lastTop(geometry: ListGeometry): number {
  return Math.max(0, contentPx(geometry) - geometry.viewPx);
}

function lastScroll(geometry: ListGeometry): number {
  return Math.max(0, scrollerPx(geometry) - geometry.viewPx);
}

export function isScaled(geometry: ListGeometry): boolean {
  return contentPx(geometry) > MAX_SCROLLER_PX;
}

/** Whether the content stands where a scroller at `scroll` says, pixel for pixel. */
export function isInStep(top: number, scroll: number, geometry: ListGeometry): boolean {
  return !isScaled(geometry) && Math.abs(top - scroll) < 1;
}

/** Where the scroller stands for a place of the content. */
export function toScroll(top: number, geometry: ListGeometry): number {
  if (!isScaled(geometry)) return top;
  return (top / lastTop(geometry)) * lastScroll(geometry);
}

export function toContent(scroll: number, geometry: ListGeometry): number {
  if (!isScaled(geometry)) return scroll;
  return (scroll / lastScroll(geometry)) * lastTop(geometry);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

/** Where the content stands after the scroller moved from `before` to `after`; also where both were out of step. */
export function moveContent(top: number, before: number, after: number, geometry: ListGeometry): number {
  if (isInStep(top, before, geometry)) return after;
  if (after <= 0) return 0;
  if (after >= lastScroll(geometry) - 1) return lastTop(geometry);
  const move = after - before;
  if (Math.abs(move) > geometry.viewPx * 3) return toContent(after, geometry);
  return clamp(top + move, 0, lastTop(geometry));
}

/** The top that brings a row into view with the least move. */
export function topShowing(index: number, top: number, geometry: ListGeometry): number {
  const { rowPx, viewPx } = geometry;
  const rowTop = index * rowPx;
  if (rowTop < top) return rowTop;
  if (rowTop + rowPx > top + viewPx) return clamp(rowTop + rowPx - viewPx, 0, lastTop(geometry));
  return top;
}

/** The rows that are in view at a top, with some more on both sides. */
export function rowsAt(
  top: number,
  geometry: ListGeometry,
  overscan: number,
): { first: number; end: number } {
  const { count, rowPx, viewPx } = geometry;
  const first = clamp(Math.floor(top / rowPx) - overscan, 0, count);
  return { first, end: clamp(Math.ceil((top + viewPx) / rowPx) + overscan, first, count) };
}
