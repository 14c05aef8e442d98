import { rootCertificates } from 'node:tls';
import type { StationBase } from '../stationBase.ts';
import type { ClientContext } from './clients/fileClient.ts';
import { protocolsOf, type FileHabits } from './fileHabits.ts';
import { readLocation, type FileLocation } from './fileLocation.ts';
import { TransferProblem } from './transferProblem.ts';

const SILENCE_MS = 60_000;
/** Roots for the central system: 1.6 and 2.x. */
const ROOT_TYPES = ['CentralSystemRootCertificate', 'CSMSRootCertificate'];

export function clientContext(station: StationBase, habits: FileHabits, signal: AbortSignal): ClientContext {
  const isStrict = habits.isStrict === true;
  const known = station.certificates.pems(ROOT_TYPES);
  const trust = isStrict
    ? { rejectUnauthorized: true, ca: [...rootCertificates, ...known] }
    : { rejectUnauthorized: false };
  // What stalls by itself does so until somebody ends it.
  const isStalling = habits.uploadTrouble === 'stalls' || habits.downloadTrouble === 'stalls';
  return { habits, trust, silenceMs: isStalling ? 0 : SILENCE_MS, signal };
}

/** Fails with a `TransferProblem` where the station has no client for it. */
export function reachable(text: string, habits: FileHabits): FileLocation {
  const location = readLocation(text);
  if (protocolsOf(habits).includes(location.protocol)) return location;
  throw new TransferProblem('unsupported', `this station has no client for ${location.protocol}`);
}
