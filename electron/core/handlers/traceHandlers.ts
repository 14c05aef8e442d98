import type { Handlers } from '../../../shared/contract/handlers.ts';
import type { Services } from './services.ts';

type TraceHandlers = Pick<
  Handlers,
  | 'view.open'
  | 'view.close'
  | 'view.rows'
  | 'view.locate'
  | 'view.nextIssue'
  | 'record.get'
  | 'trace.stats'
  | 'trace.actions'
  | 'export.prepare'
>;

export function traceHandlers({ trace, downloads }: Services): TraceHandlers {
  const { views } = trace;
  return {
    'view.open': ({ filter }, { client }) => {
      const view = views.open(filter);
      client.onClose(() => views.close(view));
      return { view };
    },
    'view.close': ({ view }) => {
      views.close(view);
      return {};
    },
    'view.rows': ({ view, from, count }) => ({ from, rows: views.rows(view, from, count) }),
    'view.locate': ({ view, seq }) => indexOrNone(views.locate(view, seq)),
    'view.nextIssue': ({ view, from, step }) => indexOrNone(views.nextIssue(view, from, step)),
    'record.get': ({ seq }) => trace.record(seq),
    'trace.stats': (_params, { signal }) => trace.stats(signal),
    'trace.actions': ({ stationId }, { signal }) => trace.actions(stationId, signal),
    'export.prepare': ({ filter }) => {
      const fileName = `${trace.name}.jsonl`;
      const ticket = downloads.offer({
        fileName,
        contentType: 'application/x-ndjson',
        open: () => trace.exportJsonl(filter),
      });
      return { ticket, fileName };
    },
  };
}

function indexOrNone(index: number | undefined): { index?: number } {
  return index === undefined ? {} : { index };
}
