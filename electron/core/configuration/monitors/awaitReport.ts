import type { Json } from '../../../../shared/json.ts';
import type { Report } from '../../../../shared/station/report.ts';

/** The joined reports, as far as waiting for one needs them. */
export interface ReportSource {
  list(): Report[];
  read(id: string, from: number, count: number): { report: Report; items: Json[] };
  onChange(listener: (report: Report) => void): () => void;
}

/**
 * Waits for the report that answers a request, also where it came before the answer did. Resolves with it once it is
 * complete or given up, or as it is when no part came for `timeoutMs`; with nothing where there is none. Rejects when the
 * signal is aborted.
 */
export function awaitReport(
  reports: ReportSource,
  wanted: { stationId: string; action: string; requestId: number },
  { timeoutMs, signal }: { timeoutMs: number; signal: AbortSignal | undefined },
): Promise<Report | undefined> {
  const isWanted = ({ stationId, action, requestId }: Report): boolean =>
    stationId === wanted.stationId && action === wanted.action && requestId === wanted.requestId;
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    let latest = reports.list().findLast(isWanted);
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      stop();
      signal?.removeEventListener('abort', onAbort);
      settle();
    };
    const onAbort = (): void => finish(() => reject(signal?.reason as Error));
    const look = (): void => {
      clearTimeout(timer);
      if (latest?.state === 'complete' || latest?.state === 'partial') finish(() => resolve(latest));
      else timer = setTimeout(() => finish(() => resolve(latest)), timeoutMs);
    };
    const stop = reports.onChange((report) => {
      if (!isWanted(report)) return;
      latest = report;
      look();
    });
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted === true) onAbort();
    else look();
  });
}
