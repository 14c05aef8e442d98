import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contentPx,
  isInStep,
  isScaled,
  lastTop,
  MAX_SCROLLER_PX,
  moveContent,
  rowsAt,
  scrollerPx,
  topShowing,
  toContent,
  toScroll,
  type ListGeometry,
} from '../../../renderer/ui/scrollMap.ts';

const SMALL: ListGeometry = { count: 1000, rowPx: 26, viewPx: 600 };
const HUGE: ListGeometry = { count: 10_000_000, rowPx: 26, viewPx: 600 };

describe('scrollMap', () => {
  it('leaves a list alone that is not too tall', () => {
    expect(isScaled(SMALL)).toBe(false);
    expect(scrollerPx(SMALL)).toBe(26_000);
    expect(moveContent(100, 100, 4321, SMALL)).toBe(4321);
    expect(toScroll(777, SMALL)).toBe(777);
  });

  it('never makes an element taller than browsers can, and still reaches both ends', () => {
    expect(scrollerPx(HUGE)).toBe(MAX_SCROLLER_PX);
    expect(contentPx(HUGE)).toBe(260_000_000);
    const bottom = scrollerPx(HUGE) - HUGE.viewPx;
    expect(moveContent(5000, 100, 0, HUGE)).toBe(0);
    expect(moveContent(5000, 100, bottom, HUGE)).toBe(lastTop(HUGE));
    // Fractions of a pixel are lost at other zoom levels.
    expect(moveContent(5000, 100, bottom - 0.6, HUGE)).toBe(lastTop(HUGE));
  });

  it('moves as far as the wheel says, and in proportion for the scroll bar', () => {
    expect(moveContent(130_000_000, 7_000_000, 7_000_120, HUGE)).toBe(130_000_120);
    expect(moveContent(130_000_000, 7_000_000, 3_000_000, HUGE)).toBe(toContent(3_000_000, HUGE));
  });

  it('goes on from where the content is, where the scroller was out of step with it', () => {
    const end = lastTop(SMALL);
    expect(isInStep(end, end, SMALL)).toBe(true);
    expect(isInStep(end, end - 400, SMALL)).toBe(false);
    // The list grew by 400 px at its end before its scroller went along.
    expect(moveContent(end, end - 400, end - 500, SMALL)).toBe(end - 100);
    expect(moveContent(end - 100, end - 500, end - 390, SMALL)).toBe(end);
    expect(moveContent(end, end - 400, 0, SMALL)).toBe(0);
    expect(moveContent(end, end - 400, 1000, SMALL)).toBe(1000);
    expect(moveContent(end - 900, end - 1300, end, SMALL)).toBe(end);
  });

  it('maps a place of the content to the scroller and back', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom(SMALL, HUGE),
        (part, geometry) => {
          const top = part * lastTop(geometry);
          expect(toContent(toScroll(top, geometry), geometry)).toBeCloseTo(top, 3);
        },
      ),
    );
  });

  it('shows a row with the least move', () => {
    expect(topShowing(10, 0, SMALL)).toBe(0);
    expect(topShowing(3, 260, SMALL)).toBe(78);
    expect(topShowing(100, 0, SMALL)).toBe(101 * 26 - 600);
    expect(topShowing(9_999_999, 0, HUGE)).toBe(lastTop(HUGE));
  });

  it('draws the rows in view with some more, and none that do not exist', () => {
    expect(rowsAt(0, SMALL, 8)).toEqual({ first: 0, end: 32 });
    expect(rowsAt(lastTop(SMALL), SMALL, 8)).toEqual({ first: 968, end: 1000 });
    expect(rowsAt(0, { count: 0, rowPx: 26, viewPx: 600 }, 8)).toEqual({ first: 0, end: 0 });
    expect(rowsAt(9000, { ...SMALL, count: 3 }, 8)).toEqual({ first: 3, end: 3 });
  });
});
