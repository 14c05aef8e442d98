import type { Failure } from '../../../shared/contract/failure.ts';
import type { FirmwareUpdate } from '../../../shared/files/firmwareUpdate.ts';
import { EXIT } from '../command.ts';
import { failureExit } from '../configuration/stationFailure.ts';

/** What became of one charger: an update, or why there was none. */
export type StationResult = FirmwareUpdate | { stationId: string; failure: Failure };

/** Ends that came by waiting, not by a word of the charger. */
const BY_TIME: ReadonlySet<string> = new Set([
  'gave-up',
  'address-ended',
  'no-installation',
  'not-back',
  'not-installed',
]);

export function resultExit(result: StationResult): number {
  if ('failure' in result) return failureExit(result.failure) ?? EXIT.failed;
  switch (result.state) {
    case 'verified':
    case 'published':
      return EXIT.done;
    case 'unverified':
      return EXIT.timedOut;
    case 'failed': {
      const { code = '' } = result.failedAt ?? {};
      if (code === 'not-connected') return EXIT.notConnected;
      return BY_TIME.has(code) ? EXIT.timedOut : EXIT.refused;
    }
    default:
      return EXIT.failed;
  }
}

/** `CP-1: verified, 1.4.2 -> 1.5.0` */
export function resultLine(result: StationResult): string {
  if ('failure' in result) return `${result.stationId}: not sent`;
  const { stationId, state, versionBefore = '?', versionAfter, failedAt, publishedAt } = result;
  const versions = versionAfter === undefined ? '' : `, ${versionBefore} -> ${versionAfter}`;
  const where = failedAt === undefined ? '' : ` at step ${failedAt.number} (${failedAt.stage})`;
  const places = publishedAt === undefined ? '' : `, ${publishedAt.join(' ')}`;
  return `${stationId}: ${state}${where}${versions}${places}`;
}

/** Times as ISO texts, as everywhere at the edge. */
export function resultJson(result: StationResult): string {
  return JSON.stringify(result, (key, value: unknown) =>
    typeof value === 'number' && /^(?:at|[a-z]+At)$/.test(key) ? new Date(value).toISOString() : value,
  );
}
