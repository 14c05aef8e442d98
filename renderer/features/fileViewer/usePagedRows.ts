import { useEffect, useRef, useState } from 'react';

const PAGE = 100;

/** Reads rows `from` to `from + count - 1`; fewer where there are no more yet. */
export type LoadRows<T> = (from: number, count: number) => Promise<readonly T[]>;

/**
 * The rows near the screen, read in pages as they come near. `load` has to be the same function for the same rows; a page that was not
 * full is read again when there are more.
 */
export function usePagedRows<T>(
  load: LoadRows<T> | undefined,
  { first, end, count }: { first: number; end: number; count: number },
): (index: number) => T | undefined {
  const pages = useRef<{
    load: LoadRows<T> | undefined;
    rows: Map<number, readonly T[]>;
    pending: Set<number>;
  }>({
    load: undefined,
    rows: new Map(),
    pending: new Set(),
  });
  const [, setVersion] = useState(0);
  useEffect(() => {
    if (pages.current.load !== load) pages.current = { load, rows: new Map(), pending: new Set() };
    const { rows, pending } = pages.current;
    if (load === undefined) return;
    for (let page = Math.floor(first / PAGE); page * PAGE < Math.min(end, count); page += 1) {
      const whole = Math.min(PAGE, count - page * PAGE);
      if (pending.has(page) || (rows.get(page)?.length ?? 0) >= whole) continue;
      pending.add(page);
      const done = (): void => {
        pending.delete(page);
        if (pages.current.load === load) setVersion((version) => version + 1);
      };
      load(page * PAGE, PAGE)
        .then(
          (found) => rows.set(page, found),
          // What is gone shows nothing: the strip above says what is wrong with the connection.
          () => undefined,
        )
        .finally(done);
    }
  }, [load, first, end, count]);
  return (index) =>
    pages.current.load === load
      ? pages.current.rows.get(Math.floor(index / PAGE))?.[index % PAGE]
      : undefined;
}
