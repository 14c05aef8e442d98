import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
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

interface Gesture {
  /** Where it began; without a place on the strip where it began by key. */
  anchor: { at: number; x: number | undefined } | undefined;
  cursor: number | undefined;
  isDragged: boolean;
}

const AT_REST: Gesture = { anchor: undefined, cursor: undefined, isDragged: false };

/** A hand is never quite still: less than this is a click. */
const DRAG_PX = 4;
/** An arrow key goes so far through the strip; with Shift it chooses what it passes. */
const KEY_SHARE = 1 / 100;

/** Choosing a stretch of time by pointer or keyboard: drag or Shift+arrows choose, click or Enter jump. */
export function useBrush({ range, widthPx, onChoose, onJump }: BrushOptions): Brush {
  // Events come faster than a busy page draws: the next one needs what the last one did, not what was drawn last.
  const gesture = useRef<Gesture>(AT_REST);
  const [drawn, draw] = useState<Gesture>(AT_REST);
  const go = (change: Partial<Gesture>): void => {
    gesture.current = { ...gesture.current, ...change };
    draw(gesture.current);
  };
  const end = (): void => go({ anchor: undefined, isDragged: false });
  const place = (event: PointerEvent<HTMLElement>): { at: number; x: number } | undefined => {
    if (range === undefined) return undefined;
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    return { at: timeAt(x, range, widthPx), x };
  };
  const move = (event: PointerEvent<HTMLElement>): void => {
    const at = place(event);
    if (at === undefined) return;
    const { anchor, isDragged } = gesture.current;
    const isFar = anchor?.x !== undefined && Math.abs(at.x - anchor.x) >= DRAG_PX;
    go({ cursor: at.at, isDragged: isDragged || isFar });
  };
  const finish = (): void => {
    const chosen = chosenOf(gesture.current);
    const { cursor } = gesture.current;
    if (chosen !== undefined && chosen.to > chosen.from) onChoose(chosen);
    else if (cursor !== undefined) onJump(cursor);
    end();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (range === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10, Home: -100, End: 100 }[event.key];
    const { anchor, cursor } = gesture.current;
    if (step !== undefined) {
      const from = cursor ?? range.to;
      const to = from + step * KEY_SHARE * (range.to - range.from);
      go({
        anchor: event.shiftKey ? (anchor ?? { at: from, x: undefined }) : undefined,
        isDragged: event.shiftKey,
        cursor: Math.round(Math.min(range.to, Math.max(range.from, to))),
      });
    } else if (event.key === 'Enter' && cursor !== undefined) finish();
    else if (event.key === 'Escape' && (anchor !== undefined || cursor !== undefined)) {
      go(AT_REST);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return {
    chosen: chosenOf(drawn),
    cursor: drawn.cursor,
    handlers: {
      onPointerDown(event) {
        const at = place(event);
        if (at === undefined || event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        go({ anchor: at, cursor: at.at });
      },
      onPointerMove: move,
      onPointerUp(event) {
        if (gesture.current.anchor === undefined) return;
        move(event);
        finish();
      },
      onPointerCancel: end,
      onPointerLeave: () => {
        if (gesture.current.anchor === undefined) go({ cursor: undefined });
      },
      onKeyDown,
      onBlur: () => go(AT_REST),
    },
  };
}

function chosenOf({ anchor, cursor, isDragged }: Gesture): TimeRange | undefined {
  return anchor === undefined || cursor === undefined || !isDragged ? undefined : ordered(anchor.at, cursor);
}

function ordered(one: number, other: number): TimeRange {
  return { from: Math.min(one, other), to: Math.max(one, other) };
}
