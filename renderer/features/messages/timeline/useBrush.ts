import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import { timeAt, type TimeRange } from './timelineScale.ts';

export interface BrushOptions {
  range: TimeRange | undefined;
  widthPx: number;
  /** A stretch was chosen. */
  onChoose: (range: TimeRange) => void;
  /** A single time was pointed at. */
  onJump: (at: number) => void;
}

export interface Brush {
  /** What is being chosen. */
  chosen: TimeRange | undefined;
  /** Where the pointer or the keyboard is. */
  cursor: number | undefined;
  handlers: {
    onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    onPointerUp: (event: PointerEvent<HTMLElement>) => void;
    onPointerCancel: () => void;
    onPointerLeave: () => void;
    onKeyDown: (event: KeyboardEvent) => void;
    onBlur: () => void;
  };
}

/** A hand is never quite still: less than this is a click. */
const DRAG_PX = 4;
/** An arrow key goes so far through the strip; with Shift it chooses what it passes. */
const KEY_SHARE = 1 / 100;

/** Choosing a stretch of time by pointer or keyboard: drag or Shift+arrows choose, click or Enter jump. */
export function useBrush({ range, widthPx, onChoose, onJump }: BrushOptions): Brush {
  const [cursor, setCursor] = useState<number>();
  const [anchor, setAnchor] = useState<{ at: number; x: number | undefined }>();
  const [isDragged, setDragged] = useState(false);
  const end = (): void => {
    setAnchor(undefined);
    setDragged(false);
  };
  const chosen =
    anchor === undefined || cursor === undefined || !isDragged ? undefined : ordered(anchor.at, cursor);
  const place = (event: PointerEvent<HTMLElement>): { at: number; x: number } | undefined => {
    if (range === undefined) return undefined;
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    return { at: timeAt(x, range, widthPx), x };
  };
  const finish = (): void => {
    if (chosen !== undefined && chosen.to > chosen.from) onChoose(chosen);
    else if (cursor !== undefined) onJump(cursor);
    end();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (range === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10, Home: -100, End: 100 }[event.key];
    if (step !== undefined) {
      const from = cursor ?? range.to;
      const to = from + step * KEY_SHARE * (range.to - range.from);
      if (event.shiftKey && anchor === undefined) setAnchor({ at: from, x: undefined });
      if (!event.shiftKey) end();
      setDragged(event.shiftKey);
      setCursor(Math.round(Math.min(range.to, Math.max(range.from, to))));
    } else if (event.key === 'Enter' && cursor !== undefined) finish();
    else if (event.key === 'Escape' && (anchor !== undefined || cursor !== undefined)) {
      end();
      setCursor(undefined);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return {
    chosen,
    cursor,
    handlers: {
      onPointerDown(event) {
        const at = place(event);
        if (at === undefined || event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setAnchor(at);
        setCursor(at.at);
      },
      onPointerMove(event) {
        const at = place(event);
        if (at === undefined) return;
        setCursor(at.at);
        if (anchor?.x !== undefined && Math.abs(at.x - anchor.x) >= DRAG_PX) setDragged(true);
      },
      onPointerUp: () => {
        if (anchor !== undefined) finish();
      },
      onPointerCancel: end,
      onPointerLeave: () => {
        if (anchor === undefined) setCursor(undefined);
      },
      onKeyDown,
      onBlur: () => {
        end();
        setCursor(undefined);
      },
    },
  };
}

function ordered(one: number, other: number): TimeRange {
  return { from: Math.min(one, other), to: Math.max(one, other) };
}
