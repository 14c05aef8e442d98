import { useEffect, useRef, type MouseEvent, type PointerEvent, type TouchEvent } from 'react';

/** A finger that rests for so long wants more than a tap. */
const PRESS_MS = 500;
/** A finger is never quite still. */
const STILL_PX = 10;

interface LongPress {
  handlers: {
    onPointerDown: (event: PointerEvent) => void;
    onPointerMove: (event: PointerEvent) => void;
    onPointerUp: () => void;
    onPointerCancel: () => void;
    onTouchEnd: (event: TouchEvent) => void;
    onContextMenu: (event: MouseEvent) => void;
  };
  /** The tap at the end of a long press is none. */
  unlessPressed: (onClick: (event: MouseEvent) => void) => (event: MouseEvent) => void;
}

/** A finger that rests on the list; a mouse has other ways. */
export function useLongPress(onPress: (target: EventTarget) => void): LongPress {
  const press = useRef<{ timer: ReturnType<typeof setTimeout>; x: number; y: number }>(undefined);
  const wasPressed = useRef(false);
  const end = (): void => {
    clearTimeout(press.current?.timer);
    press.current = undefined;
  };
  useEffect(() => () => clearTimeout(press.current?.timer), []);
  return {
    handlers: {
      onPointerDown(event) {
        wasPressed.current = false;
        if (event.pointerType === 'mouse' || !event.isPrimary) return;
        const { target, clientX: x, clientY: y } = event;
        const timer = setTimeout(() => {
          wasPressed.current = true;
          onPress(target);
        }, PRESS_MS);
        press.current = { timer, x, y };
      },
      onPointerMove({ clientX, clientY }) {
        const { current } = press;
        if (current === undefined) return;
        if (Math.hypot(clientX - current.x, clientY - current.y) > STILL_PX) end();
      },
      onPointerUp: end,
      onPointerCancel: end,
      // What the press has brought may lie under the finger by then, and would be tapped.
      onTouchEnd(event) {
        if (wasPressed.current && event.cancelable) event.preventDefault();
      },
      // The menu of the browser for a long press would take the finger away.
      onContextMenu(event) {
        if (wasPressed.current || press.current !== undefined) event.preventDefault();
      },
    },
    unlessPressed: (onClick) => (event) => {
      if (wasPressed.current) wasPressed.current = false;
      else onClick(event);
    },
  };
}
