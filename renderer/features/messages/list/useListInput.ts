import {
  useCallback,
  useEffect,
  useRef,
  type DOMAttributes,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
} from 'react';
import type { VirtualScroller } from '../../../ui/virtualScroller.ts';
import type { RowSelection } from '../selection/useRowSelection.ts';
import { useLongPress } from './useLongPress.ts';
import { walkTarget } from '../../../ui/walkTarget.ts';

export interface ListInputOptions {
  scroller: VirtualScroller;
  selectedIndex: number | undefined;
  chosen: RowSelection;
  onSelect: (index: number) => void;
  onOpen: () => void;
}

export interface ListInput {
  /** Does what the key does in the list; answers whether it does anything. Always the same function. */
  press: (key: string, isExtending: boolean) => boolean;
  /** For the element around the rows. */
  handlers: DOMAttributes<HTMLElement>;
}

function indexOf(target: EventTarget): number | undefined {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
  return element === null ? undefined : Number(element.dataset['index']);
}

/** Keys, mouse and finger on the rows. */
export function useListInput(options: ListInputOptions): ListInput {
  const { scroller, selectedIndex, chosen, onSelect, onOpen } = options;
  const press = (key: string, isExtending: boolean): boolean => {
    if (key === ' ' && selectedIndex !== undefined) {
      chosen.toggle(undefined, selectedIndex);
      return true;
    }
    if (key === 'Enter' && selectedIndex !== undefined) {
      onOpen();
      return true;
    }
    const { count, viewRows } = scroller.get();
    const to = walkTarget(key, { selected: selectedIndex, length: count, pageRows: viewRows - 1 });
    if (to === undefined) return false;
    if (isExtending) chosen.extend(selectedIndex, to);
    else chosen.setAnchor(to);
    onSelect(to);
    if (key === 'End') scroller.goToEnd();
    return true;
  };
  const latest = useRef(press);
  useEffect(() => {
    latest.current = press;
  });
  const longPress = useLongPress((target) => {
    const index = indexOf(target);
    if (index !== undefined) chosen.beginChoosing(index);
  });
  const onClick = ({ target, shiftKey, ctrlKey, metaKey }: MouseEvent): void => {
    const index = indexOf(target);
    if (index === undefined) return;
    if (shiftKey) chosen.extend(selectedIndex, index);
    else if (ctrlKey || metaKey || chosen.isChoosing) chosen.toggle(selectedIndex, index);
    else {
      chosen.clear();
      chosen.setAnchor(index);
      onSelect(index);
      onOpen();
      return;
    }
    if (!chosen.isChoosing) onSelect(index);
  };
  return {
    press: useCallback((key, isExtending) => latest.current(key, isExtending), []),
    handlers: {
      onKeyDown: (event: KeyboardEvent) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        if (press(event.key, event.shiftKey)) event.preventDefault();
      },
      onClick: longPress.unlessPressed(onClick),
      ...longPress.handlers,
      onPointerDown: (event: PointerEvent) => {
        // What is pressed must not fly away before it is released: the click would be on no row at all.
        if (indexOf(event.target) !== undefined) scroller.hold();
        longPress.handlers.onPointerDown(event);
      },
    },
  };
}
