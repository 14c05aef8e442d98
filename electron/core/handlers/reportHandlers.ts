import type { Handlers } from '../../../shared/contract/handlers.ts';
import type { Services } from './services.ts';

type ReportHandlers = Pick<Handlers, 'reports.list' | 'report.read' | 'streams.list'>;

export function reportHandlers({ reports, eventStreams }: Services): ReportHandlers {
  return {
    'reports.list': () => reports.list(),
    'report.read': ({ id, from, count }) => reports.read(id, from, count),
    'streams.list': () => eventStreams.list(),
  };
}
