import { useCallback, useMemo, useState } from 'react';
import type { TraceFilter } from '../../../../shared/trace/filter/traceFilter.ts';
import {
  isFiltering,
  keepMessagesMemory,
  messagesMemory,
  NO_FILTER,
  toTraceFilter,
  type MessageFilter,
} from '../filter/messageFilter.ts';

export interface ShownFilter {
  text: MessageFilter;
  set: (next: MessageFilter) => void;
  clear: () => void;
  isFiltering: boolean;
  /** What the core is asked for. */
  asked: TraceFilter;
}

/** The filter of the screen, as it was left under this id. */
export function useMessageFilter(memoryId: string | undefined, stationId: string | undefined): ShownFilter {
  const [text, setText] = useState(() => messagesMemory(memoryId).filter);
  const set = useCallback(
    (next: MessageFilter) => {
      keepMessagesMemory(memoryId, { ...messagesMemory(memoryId), filter: next });
      setText(next);
    },
    [memoryId],
  );
  const clear = useCallback(() => set(NO_FILTER), [set]);
  const asked = useMemo(() => toTraceFilter(text, stationId), [text, stationId]);
  return { text, set, clear, isFiltering: isFiltering(text), asked };
}
