import type { Handlers } from '../../../shared/contract/handlers.ts';
import type { Services } from './services.ts';

type TraceHandlers = Pick<
  Handlers,
  | 'view.open'
  | 'view.close'
  | 'view.rows'
  | 'view.follow'
  | 'view.locate'
  | 'view.locateTime'
  | 'view.nextIssue'
  | 'view.play'
  | 'record.get'
  | 'trace.close'
  | 'trace.stats'
  | 'trace.actions'
>;

export function traceHandlers({ traces }: Services): TraceHandlers {
  return {
    'view.open': ({ filter, trace }, { client }) => {
      const { views } = traces.of(trace);
      const view = views.open(filter);
      client.onClose(() => views.close(view));
      return { view };
    },
    'view.close': ({ view }) => {
      traces.viewsOf(view).close(view);
      return {};
    },
    'view.rows': ({ view, from, count }) => ({ from, rows: traces.viewsOf(view).rows(view, from, count) }),
    'view.follow': ({ view, rows }) => {
      traces.viewsOf(view).follow(view, rows);
      return {};
    },
    'view.locate': ({ view, seq }) => indexOrNone(traces.viewsOf(view).locate(view, seq)),
    'view.locateTime': ({ view, at }) => indexOrNone(traces.viewsOf(view).locateTime(view, at)),
    'view.nextIssue': ({ view, from, step }) => indexOrNone(traces.viewsOf(view).nextIssue(view, from, step)),
    'view.play': ({ view, from, until }) => traces.viewsOf(view).play(view, from, until),
    'record.get': ({ seq, trace }) => traces.of(trace).record(seq),
    'trace.close': async ({ trace }) => {
      await traces.close(trace);
      return {};
    },
    'trace.stats': ({ trace }, { signal }) => traces.of(trace).stats(signal),
    'trace.actions': ({ stationId, trace }, { signal }) => traces.of(trace).actions(stationId, signal),
  };
}

function indexOrNone(index: number | undefined): { index?: number } {
  return index === undefined ? {} : { index };
}
