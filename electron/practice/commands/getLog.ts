import type { JsonObject } from '../../../shared/json.ts';
import { command, result } from '../behaviours/command.ts';
import { integer, object, oneOf, optionalInteger, optionalTime, text } from '../payload.ts';
import type { UploadJob } from '../station/files/fileJob.ts';
import { LOG_KINDS, logFileName, type LogKind, type LogWish } from '../station/files/logs/logFile.ts';
import { knownRange, type LogRange } from '../station/files/logs/logRange.ts';
import type { Station } from '../station/station.ts';

export function readRetries(payload: JsonObject): Pick<UploadJob, 'retries' | 'retryIntervalS'> {
  return {
    retries: optionalInteger(payload, 'retries'),
    retryIntervalS: optionalInteger(payload, 'retryInterval') ?? 30,
  };
}

/** What a request asks for; nothing where the station has no log of that time. */
export function logOf(
  station: Station,
  kind: LogKind,
  range: LogRange,
): { fileName: string; log: LogWish } | undefined {
  const { habits } = station.files;
  const period = habits.hasNoLog === true ? undefined : knownRange(range, station);
  if (period === undefined) return undefined;
  const log = { kind, period, frames: station.frames.list() };
  return { fileName: logFileName(station, kind, habits), log };
}

/** Security whitepaper N01, the same in 2.0.1 and later. Without a log there is no file name, and nothing follows. */
export const getLog = command('GetLog', (payload, station) => {
  const requestId = integer(payload, 'requestId');
  const kind = oneOf(payload, 'logType', LOG_KINDS);
  const wanted = object(payload, 'log');
  const location = text(wanted, 'remoteLocation');
  const range = {
    from: optionalTime(wanted, 'oldestTimestamp'),
    to: optionalTime(wanted, 'latestTimestamp'),
  };
  if (station.files.refuses(location)) return result({ status: 'Rejected' });
  const found = logOf(station, kind, range);
  if (found === undefined) return result({ status: 'Accepted' });
  const retries = readRetries(payload);
  const status = station.files.isRunning('upload') ? 'AcceptedCanceled' : 'Accepted';
  const name = station.files.habits.hidesFileName === true ? {} : { filename: found.fileName };
  return result({ status, ...name }, () =>
    station.files.upload({
      statusAction: 'LogStatusNotification',
      requestId,
      location,
      ...found,
      ...retries,
    }),
  );
});
