import type { ContractClient } from '../../shared/contract/client.ts';
import type { OcppVersion } from '../../shared/ocpp/version.ts';
import type { Session } from '../../shared/session/session.ts';
import { newestAt, type Attempt } from '../../shared/station/attempt.ts';
import type { Station } from '../../shared/station/station.ts';

/** What `serve --json` tells, one per line; times in ISO. */
export type ServeEvent =
  | ({ event: 'recording'; at: string } & Pick<Session, 'recording' | 'problem'>)
  | { event: 'connected'; at: string; stationId: string; version?: OcppVersion; remoteAddress: string }
  | { event: 'disconnected'; at: string; stationId: string; reason?: string }
  | ({ event: 'attempt'; at: string } & Pick<
      Attempt,
      'remoteAddress' | 'stage' | 'ok' | 'sentence' | 'remedy' | 'stationId' | 'count'
    >);

/** Tells when recording pauses, goes on or never began, stations that come and go, and attempts as they happen or grow. */
export function followCore(client: ContractClient, tell: (event: ServeEvent) => void): void {
  followRecording(client, tell);
  const known = new Map<string, Pick<Station, 'connected' | 'connectedAt'>>();
  const meet = (station: Station): void => {
    const before = known.get(station.id);
    known.set(station.id, station);
    // Changes are coalesced: a station may have come and gone, or gone and come, between two of them.
    const isNew = station.connectedAt !== undefined && station.connectedAt !== before?.connectedAt;
    if (before?.connected === true && (isNew || !station.connected)) tell(left(station));
    if (isNew) tell(came(station));
    if (isNew && !station.connected) tell(left(station));
  };
  client.subscribe(
    'stations',
    {},
    {
      snapshot(all) {
        // Those of an earlier visit, which the session file remembers, did not come just now.
        for (const station of all)
          if (!station.connected && !known.has(station.id)) known.set(station.id, station);
        all.forEach(meet);
      },
      change: meet,
    },
  );
  client.subscribe('attempts', {}, { snapshot: () => {}, change: (attempt) => tell(attempted(attempt)) });
}

function followRecording(client: ContractClient, tell: (event: ServeEvent) => void): void {
  let told: string | undefined;
  const look = ({ recording, problem }: Session): void => {
    const news = recording === 'on' ? problem : (problem ?? recording);
    if (news === told) return;
    told = news;
    const at = new Date().toISOString();
    tell({ event: 'recording', at, recording, ...(problem === undefined ? {} : { problem }) });
  };
  client.subscribe('session', {}, { snapshot: look, change: look });
}

function came({ id, version, remoteAddress, connectedAt }: Station): ServeEvent {
  const at = new Date(connectedAt ?? Date.now()).toISOString();
  return { event: 'connected', at, stationId: id, ...(version && { version }), remoteAddress };
}

function left({ id, disconnectedAt, disconnectReason }: Station): ServeEvent {
  const at = new Date(disconnectedAt ?? Date.now()).toISOString();
  return { event: 'disconnected', at, stationId: id, ...(disconnectReason && { reason: disconnectReason }) };
}

function attempted(attempt: Attempt): ServeEvent {
  const { remoteAddress, stage, ok, sentence, remedy, stationId, count } = attempt;
  return {
    event: 'attempt',
    at: new Date(newestAt(attempt)).toISOString(),
    remoteAddress,
    stage,
    ok,
    sentence,
    ...(remedy === undefined ? {} : { remedy }),
    ...(stationId === undefined ? {} : { stationId }),
    ...(count === undefined ? {} : { count }),
  };
}
