import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** How many letters the measure holds: of one alone the browser may round the width. */
export const MEASURED_LETTERS = 40;
/** On a narrower screen no line would be read with pleasure, but each goes on. */
const LEAST_COLUMNS = 16;

/** How many letters of the console stand beside each other on this screen: measured at a cell, in which there is a text of known length. */
export function useTextColumns(): { cell: RefObject<HTMLSpanElement | null>; columns: number | undefined } {
  const cell = useRef<HTMLSpanElement>(null);
  const [columns, setColumns] = useState<number>();
  useLayoutEffect(() => {
    const element = cell.current;
    const text = element?.firstElementChild;
    if (element === null || text === null || text === undefined) return undefined;
    const measure = (): void => {
      const letterPx = text.getBoundingClientRect().width / MEASURED_LETTERS;
      if (letterPx > 0) setColumns(Math.max(LEAST_COLUMNS, Math.floor(element.clientWidth / letterPx)));
    };
    // The text changes its width when its font has come.
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    observer.observe(text);
    return () => observer.disconnect();
  }, []);
  return { cell, columns };
}
