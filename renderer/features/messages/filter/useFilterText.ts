import { useDebouncedCallback, useDebouncedValue } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import type { FilterError } from '../../../../shared/trace/filter/filterNode.ts';
import { parseFilter } from '../../../../shared/trace/filter/parseFilter.ts';

const APPLY_MS = 180;
/** Half a key is no mistake yet: who is typing is not told. */
const ERROR_MS = 500;

export interface FilterText {
  text: string;
  /** What is wrong, as soon as the typing has paused. */
  error: FilterError | undefined;
  /** Typed: is applied soon, if it can be read. */
  edit(text: string): void;
  /** What was typed is applied at once: whoever leaves the field goes on with what stands in it. */
  leave(): void;
  /** Applied at once; answers whether it can be read. */
  apply(text: string): boolean;
}

/** The text of the field: ahead of the filter while it is typed, behind it where a click elsewhere changed it. */
export function useFilterText(filter: string, onFilter: (filter: string) => void): FilterText {
  const [text, setText] = useState(filter);
  const [known, setKnown] = useState(filter);
  if (known !== filter) {
    setKnown(filter);
    setText(filter);
  }
  const own = useRef(filter);
  const [paused] = useDebouncedValue(text, ERROR_MS);
  const parsed = paused === text ? parseFilter(text) : undefined;
  const take = (value: string): boolean => {
    if ('error' in parseFilter(value)) return false;
    setKnown(value);
    own.current = value;
    onFilter(value);
    return true;
  };
  const takeSoon = useDebouncedCallback(take, APPLY_MS);
  // What was typed before a click elsewhere must not undo the click.
  useEffect(() => {
    if (own.current === filter) return;
    own.current = filter;
    takeSoon.cancel();
  }, [filter, takeSoon]);
  return {
    text,
    error: parsed !== undefined && 'error' in parsed ? parsed.error : undefined,
    edit(value) {
      setText(value);
      takeSoon(value);
    },
    leave: () => takeSoon.flush(),
    apply(value) {
      takeSoon.cancel();
      setText(value);
      return take(value);
    },
  };
}
