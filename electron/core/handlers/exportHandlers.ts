import type { Handlers } from '../../../shared/contract/handlers.ts';
import type { Services } from './services.ts';

type ExportHandlers = Pick<Handlers, 'export.prepare' | 'export.outcome'>;

export function exportHandlers({ traces, exports }: Services): ExportHandlers {
  return {
    'export.prepare': ({ format, filter, trace }) => exports.prepare(traces.of(trace), format, { filter }),
    'export.outcome': ({ ticket }) => exports.outcome(ticket),
  };
}
