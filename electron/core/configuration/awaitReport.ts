import type { Json } from '../../../shared/json.ts';
import type { Report } from '../../../shared/station/report.ts';

/** The joined reports, as far as waiting for one needs them. */
export interface ReportSource {
  list(): Report[];
  read(id: string, from: number, count: number): { report: Report; items: Json[] };
  onChange(listener: (report: Report) => void): () => void;
}

export interface AwaitedReport {
  stationId: string;
  /** The message that carries its parts, such as NotifyReport. */
  action: string;
  requestId: number;
  /** How long the next part with something new may take. */
  partTimeoutMs: number;
  signal: AbortSignal | undefined;
  onParts?: (report: Report) => void;
}

/**
 * Waits until a report is complete, or nothing more comes of it; answers with how it is then, and with nothing where no
 * such report was ever begun. Rejects with the signal's reason when that is aborted.
 */
export function awaitReport(
  reports: ReportSource,
  { stationId, action, requestId, partTimeoutMs, signal, onParts }: AwaitedReport,
): Promise<Report | undefined> {
  return new Promise((resolve, reject) => {
    let latest: Report | undefined;
    let timer: NodeJS.Timeout | undefined;
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      stop();
      signal?.removeEventListener('abort', onAbort);
      settle();
    };
    const onAbort = (): void => finish(() => reject(signal?.reason as Error));
    const look = (report: Report): void => {
      if (!isOurs(report)) return;
      // A station that repeats itself for ever tells nothing more: only what is new is worth more waiting.
      const hasMore = report.items > (latest?.items ?? 0);
      latest = report;
      onParts?.(report);
      if (report.state === 'complete' || report.state === 'partial') finish(() => resolve(report));
      else if (hasMore) arm();
    };
    const arm = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => finish(() => resolve(latest)), partTimeoutMs).unref();
    };
    const isOurs = (report: Report): boolean =>
      report.stationId === stationId && report.requestId === requestId && report.action === action;
    const stop = reports.onChange(look);
    signal?.addEventListener('abort', onAbort, { once: true });
    arm();
    if (signal?.aborted === true) onAbort();
    const begun = reports.list().findLast(isOurs);
    if (begun !== undefined) look(begun);
  });
}
