import { createClient, type ContractClient } from '../../../shared/contract/client.ts';
import { ContractError } from '../../../shared/contract/failure.ts';
import { memoryLinkPair } from '../../../shared/contract/memoryLink.ts';
import { METHODS, type Params } from '../../../shared/contract/methods.ts';
import type { Handlers } from '../../../shared/contract/handlers.ts';
import { createServer } from '../../../shared/contract/server.ts';
import type { Topics } from '../../../shared/contract/topics.ts';
import type { TraceRow } from '../../../shared/trace/record.ts';
import type { ViewGrowth } from '../../../shared/trace/viewGrowth.ts';

export interface TraceServer {
  client: ContractClient;
  rows: TraceRow[];
  /** Every `view.rows` so far. */
  reads: Params<'view.rows'>[];
  /** Reads that were cancelled before they were answered. */
  cancelled: number[];
  closedViews: number[];
  /** Adds rows and says so. */
  grow(count: number, change?: Partial<TraceRow>): void;
  /** Says that rows look different since. */
  mark(seqs: number[]): void;
  /** Says that the trace has grown, though not the view. */
  announce(): void;
  /** Until the function is called that this answers with, no read is answered. */
  hold(): () => void;
}

const VIEW = 7;

export function traceRow(index: number, change: Partial<TraceRow> = {}): TraceRow {
  return {
    seq: index + 1,
    at: 1_700_000_000_000 + index,
    stationId: 'CP-1',
    kind: 'send',
    direction: 'in',
    issues: [],
    sizeBytes: 10,
    summary: `row ${index}`,
    ...change,
  };
}

/** A trace with one view of all rows, behind a real server and a real client. */
export function createTraceServer(count: number): TraceServer {
  const rows = Array.from({ length: count }, (_, index) => traceRow(index));
  const reads: Params<'view.rows'>[] = [];
  const cancelled: number[] = [];
  const closedViews: number[] = [];
  const listeners = new Set<() => void>();
  const markListeners = new Set<(change: { marked: number; seqs: number[] }) => void>();
  let gate = Promise.resolve();
  let followed = 0;
  let told = 0;

  const handlers = Object.fromEntries(
    Object.keys(METHODS).map((name) => [
      name,
      () => {
        throw new ContractError('unavailable', `${name} is no part of this test.`);
      },
    ]),
  ) as Partial<Handlers> as Handlers;
  handlers['view.open'] = () => ({ view: VIEW });
  handlers['view.close'] = ({ view }) => {
    closedViews.push(view);
    return {};
  };
  handlers['view.rows'] = async (params, { signal }) => {
    reads.push(params);
    signal.addEventListener('abort', () => cancelled.push(params.from));
    await gate;
    return { from: params.from, rows: rows.slice(params.from, params.from + params.count) };
  };
  handlers['view.follow'] = (params) => {
    followed = params.rows;
    told = rows.length;
    return {};
  };
  handlers['view.locate'] = ({ seq }) => {
    const index = rows.findIndex((row) => row.seq === seq);
    return index === -1 ? {} : { index };
  };

  const state = (): { length: number; scanned: number; total: number } => ({
    length: rows.length,
    scanned: rows.length,
    total: rows.length,
  });
  const topics = {
    marks: () => ({
      snapshot: () => ({ marked: 0 }),
      listen(onChange: (change: { marked: number; seqs: number[] }) => void) {
        markListeners.add(onChange);
        return () => markListeners.delete(onChange);
      },
    }),
    view: () => ({
      snapshot: state,
      listen(onChange: (change: ViewGrowth) => void) {
        const listener = (): void => {
          const from = Math.max(told, rows.length - followed);
          onChange(followed === 0 ? state() : { ...state(), from, rows: rows.slice(from) });
          told = rows.length;
        };
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    }),
  } as Partial<Topics> as Topics;

  const [near, far] = memoryLinkPair();
  createServer({
    handlers,
    topics,
    onDefect(error) {
      throw error;
    },
  }).serve(far);
  const announce = (): void => {
    for (const listener of listeners) listener();
  };
  return {
    client: createClient(near),
    rows,
    reads,
    cancelled,
    closedViews,
    announce,
    mark(seqs) {
      for (const listener of markListeners) listener({ marked: seqs.length, seqs });
    },
    grow(more, change = {}) {
      const from = rows.length;
      for (let index = from; index < from + more; index += 1) rows.push(traceRow(index, change));
      announce();
    },
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return () => {
        gate = Promise.resolve();
        resolve();
      };
    },
  };
}
