import { useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../../state/useNow.ts';
import { cachedTranslate } from '../../../ui/translate.ts';
import { useTimeFormats } from '../../../ui/useTimeFormats.ts';
import { createVirtualScroller, type VirtualScroller } from '../../../ui/virtualScroller.ts';
import { ListPainter, type ListLook } from './listPainter.ts';
import type { TraceView } from './traceView.ts';

export interface PaintedRows {
  scroller: VirtualScroller;
  /** What is scrolled, the tall element in it, and the element that holds the rows. */
  box: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
  rows: RefObject<HTMLDivElement | null>;
}

/** The rows of a view, drawn beside React: it learns of each change of the look, and of nothing else. */
export function usePaintedRows(
  view: TraceView,
  hasStation: boolean,
  look: Omit<ListLook, 'now' | 't' | 'formats'>,
): PaintedRows {
  const { t: translate } = useTranslation();
  const t = useMemo(() => cachedTranslate(translate), [translate]);
  const formats = useTimeFormats();
  const now = useNow();
  const [scroller] = useState(() => createVirtualScroller(true));
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const rows = useRef<HTMLDivElement>(null);
  const painter = useRef<ListPainter>(undefined);
  useLayoutEffect(() => {
    if (box.current === null || content.current === null) return undefined;
    return scroller.attach(box.current, content.current);
  }, [scroller]);
  useLayoutEffect(() => {
    if (rows.current === null) return undefined;
    const made = new ListPainter({ view, scroller, box: rows.current, hasStation });
    painter.current = made;
    return () => made.close();
  }, [view, scroller, hasStation]);
  useLayoutEffect(() => painter.current?.show({ ...look, now, t, formats }));
  return { scroller, box, content, rows };
}
