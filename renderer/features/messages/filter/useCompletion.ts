import { useState } from 'react';
import {
  completeFilter,
  takeOption,
  type Completion,
  type CompletionOption,
  type KnownValues,
} from '../../../../shared/trace/filter/completeFilter.ts';

const NOTHING: Completion = { from: 0, to: 0, options: [] };

export interface CompletionState {
  options: readonly CompletionOption[];
  isOpen: boolean;
  /** The option that the arrow keys are on. */
  active: number | undefined;
  open(cursor: number): void;
  close(): void;
  walk(step: 1 | -1): void;
  /** The text with the option taken, and the place of the cursor. */
  take(index: number): { text: string; cursor: number } | undefined;
}

/** What is offered at the cursor. It opens by typing or on demand; an arrow key or a finger chooses. */
export function useCompletion(text: string, known: KnownValues): CompletionState {
  const [cursor, setCursor] = useState<number>();
  const [active, setActive] = useState<number>();
  const completion = cursor === undefined ? NOTHING : completeFilter(text, cursor, known);
  const { options } = completion;
  const isOpen = options.length > 0;
  return {
    options,
    isOpen,
    active: active !== undefined && active < options.length ? active : undefined,
    open(at) {
      setCursor(at);
      setActive(undefined);
    },
    close() {
      setCursor(undefined);
      setActive(undefined);
    },
    walk(step) {
      const from = active ?? (step === 1 ? -1 : options.length);
      setActive((from + step + options.length) % options.length);
    },
    take(index) {
      const option = options[index];
      return option === undefined ? undefined : takeOption(text, completion, option);
    },
  };
}
