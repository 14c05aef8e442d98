import { isUpdateSettled, type FirmwareUpdate } from '../../../shared/files/firmwareUpdate.ts';

/**
 * Whether a station is fetching or installing firmware at a time (epoch ms), or may begin with it any moment. What is ordered
 * for later leaves it free until then; a local controller that publishes a file installs nothing.
 */
export function isUnderWay(update: FirmwareUpdate, now: number): boolean {
  const { kind, state, retrieveAt = 0, installAt = 0, connectionCount } = update;
  if (kind === 'publish' || state === 'queued' || isUpdateSettled(update)) return false;
  const isForLater = connectionCount === 0 && state === 'waiting' && retrieveAt > now;
  return !isForLater && !(state === 'downloaded' && installAt > now);
}
