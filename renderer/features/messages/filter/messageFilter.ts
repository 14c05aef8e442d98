import { parseFilter } from '../../../../shared/trace/filter/parseFilter.ts';
import type { TraceFilter } from '../../../../shared/trace/filter/traceFilter.ts';
import type { Direction } from '../../../../shared/trace/record.ts';

/** What the filter bar holds. An empty list does not restrict. */
export interface MessageFilter {
  text: string;
  actions: readonly string[];
  direction: Direction | 'both';
  onlyIssues: boolean;
}

export const NO_FILTER: MessageFilter = { text: '', actions: [], direction: 'both', onlyIssues: false };

export function isFiltering({ text, actions, direction, onlyIssues }: MessageFilter): boolean {
  return text.trim() !== '' || actions.length > 0 || direction !== 'both' || onlyIssues;
}

export function toTraceFilter(filter: MessageFilter, stationId: string | undefined): TraceFilter {
  const text = filter.text.trim();
  const isQuery = !('error' in parseFilter(text));
  const terms = [
    text === '' ? '' : isQuery ? `(${text})` : JSON.stringify(text),
    filter.actions.length === 0 ? '' : `action:${filter.actions.map((one) => JSON.stringify(one)).join(',')}`,
    filter.direction === 'both' ? '' : `dir:${filter.direction}`,
    filter.onlyIssues ? 'issue:any' : '',
  ].filter((term) => term !== '');
  return {
    ...(terms.length === 0 ? {} : { query: terms.join(' ') }),
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
