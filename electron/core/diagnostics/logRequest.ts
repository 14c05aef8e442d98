import { LOG_TYPES, type LogAction } from '../../../shared/files/logKind.ts';
import type { DiagnosticsFetch } from '../../../shared/files/diagnosticsFetch.ts';
import type { JsonObject } from '../../../shared/json.ts';
import type { QuirkProfile } from '../../../shared/station/quirkProfile.ts';

type Wanted = Pick<DiagnosticsFetch, 'kind' | 'from' | 'to' | 'retries' | 'retryIntervalS'>;

/**
 * The payload of GetDiagnostics (OCPP 1.6 §6.21) or GetLog (OCPP 2.0.1 part 2 §1.25.1). Retries are left out unless they are
 * asked for: some stations take 0 for "never try" (QUIRKS 140).
 */
export function logRequest(
  action: LogAction,
  url: string,
  { kind, from, to, retries, retryIntervalS }: Wanted,
  { requestId, timeFormat }: { requestId: number; timeFormat: QuirkProfile['timeFormat'] },
): JsonObject {
  const time = (at: number | undefined): string | undefined => {
    const text = at === undefined ? undefined : new Date(at).toISOString();
    return timeFormat === 'whole' ? text?.replace(/\.\d+Z$/, 'Z') : text;
  };
  const again = present({ retries, retryInterval: retryIntervalS });
  if (action === 'GetDiagnostics') {
    return { location: url, ...again, ...present({ startTime: time(from), stopTime: time(to) }) };
  }
  const limits = present({ oldestTimestamp: time(from), latestTimestamp: time(to) });
  return { logType: LOG_TYPES[kind], requestId, ...again, log: { remoteLocation: url, ...limits } };
}

function present(fields: Readonly<Record<string, string | number | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).filter((field): field is [string, string | number] => field[1] !== undefined),
  );
}
