import type { TraceFilter } from '../../../../shared/trace/filter/traceFilter.ts';

/** What the filter bar holds: a query in the filter language that can be read. */
export type MessageFilter = string;

export const NO_FILTER: MessageFilter = '';

export function isFiltering(filter: MessageFilter): boolean {
  return filter.trim() !== '';
}

export function toTraceFilter(filter: MessageFilter, stationId: string | undefined): TraceFilter {
  const query = filter.trim();
  return {
    ...(query === '' ? {} : { query }),
    ...(stationId === undefined ? {} : { stationIds: [stationId] }),
  };
}

export interface MessagesMemory {
  filter: MessageFilter;
}

const memories = new Map<string, MessagesMemory>();
const ALL_STATIONS = '';

/** How the technician left the messages of a station, or of all; kept while the page lives. */
export function messagesMemory(stationId: string | undefined): MessagesMemory {
  return memories.get(stationId ?? ALL_STATIONS) ?? { filter: NO_FILTER };
}

export function keepMessagesMemory(stationId: string | undefined, memory: MessagesMemory): void {
  memories.set(stationId ?? ALL_STATIONS, memory);
}
