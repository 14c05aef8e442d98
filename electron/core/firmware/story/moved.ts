import type { FirmwareUpdate } from '../../../../shared/files/firmwareUpdate.ts';

interface Moved {
  at: number;
  connection: number;
  sentBytes: number;
  coveredBytes: number;
}

/** Bytes have left: how many, how fast over the connections that are open, and how long it will take. */
export function moved(update: FirmwareUpdate, news: Moved): FirmwareUpdate {
  const { at, connection, sentBytes } = news;
  const connections = update.connections.map((one) =>
    one.number === connection ? { ...one, sentBytes } : one,
  );
  const coveredBytes = Math.max(update.coveredBytes, coveredBy(update, news));
  const open = connections.filter(({ end }) => end === undefined);
  const since = Math.min(at, ...open.map((one) => one.at));
  const sent = open.reduce((sum, one) => sum + one.sentBytes, 0);
  const bytesPerS = at > since ? Math.round((sent * 1000) / (at - since)) : 0;
  const next = { ...update, movedAt: at, connections, coveredBytes };
  if (bytesPerS === 0) return next;
  const secondsLeft = Math.ceil(Math.max(0, update.file.sizeBytes - coveredBytes) / bytesPerS);
  return { ...next, bytesPerS, secondsLeft };
}

/** The server counts anew once all has left; what a station goes on from is what it has. */
function coveredBy(update: FirmwareUpdate, { connection, sentBytes, coveredBytes }: Moved): number {
  if (!goesOnBehindEnd(update)) return coveredBytes;
  const fromByte = update.connections.find(({ number }) => number === connection)?.fromByte ?? 0;
  return fromByte <= update.coveredBytes ? fromByte + sentBytes : coveredBytes;
}

/** All of the file had left, and the station went on in the middle all the same. */
export function goesOnBehindEnd({ completeAt, steps }: FirmwareUpdate): boolean {
  return completeAt === undefined && steps.some(({ code }) => code === 'complete');
}
