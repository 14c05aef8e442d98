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
  // A file that is fetched a second time is counted from its beginning again.
  const coveredBytes = Math.max(update.coveredBytes, news.coveredBytes);
  const open = connections.filter(({ end }) => end === undefined);
  const since = Math.min(at, ...open.map((one) => one.at));
  const sent = open.reduce((sum, one) => sum + one.sentBytes, 0);
  const bytesPerS = at > since ? Math.round((sent * 1000) / (at - since)) : 0;
  const next = { ...update, movedAt: at, connections, coveredBytes };
  if (bytesPerS === 0) return next;
  const secondsLeft = Math.ceil(Math.max(0, update.file.sizeBytes - coveredBytes) / bytesPerS);
  return { ...next, bytesPerS, secondsLeft };
}
