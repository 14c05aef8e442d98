import type { JsonObject } from '../../../shared/json.ts';
import { command, result } from '../behaviours/command.ts';
import { integer, object, oneOf, optionalInteger, text } from '../payload.ts';
import type { Station } from '../station/station.ts';

export function readRetries(payload: JsonObject): { retries: number; retryIntervalS: number } {
  return {
    retries: optionalInteger(payload, 'retries') ?? 0,
    retryIntervalS: optionalInteger(payload, 'retryInterval') ?? 30,
  };
}

export function logFileName(station: Station, kind: string): string {
  return `${kind}-${station.identity.serialNumber}-${station.clock.iso().replaceAll(/[:.]/g, '')}.log`;
}

/** Security whitepaper N01, the same in 2.0.1 and later. */
export const getLog = command('GetLog', (payload, station) => {
  const requestId = integer(payload, 'requestId');
  const kind = oneOf(payload, 'logType', ['DiagnosticsLog', 'SecurityLog', 'DataCollectorLog'] as const);
  const location = text(object(payload, 'log'), 'remoteLocation');
  const filename = logFileName(station, kind);
  const job = {
    statusAction: 'LogStatusNotification',
    requestId,
    location,
    ...readRetries(payload),
  } as const;
  return result(
    { status: station.files.isRunning('upload') ? 'AcceptedCanceled' : 'Accepted', filename },
    () => station.files.upload(job, filename),
  );
});
