import type { ContractClient } from '../../shared/contract/client.ts';
import type { OcppVersion } from '../../shared/ocpp/version.ts';
import type { Attempt } from '../../shared/station/attempt.ts';
import type { Station } from '../../shared/station/station.ts';

/** What `serve --json` tells, one per line; times in ISO. */
export type ServeEvent =
  | { event: 'connected'; at: string; stationId: string; version?: OcppVersion; remoteAddress: string }
  | { event: 'disconnected'; at: string; stationId: string; reason?: string }
  | ({ event: 'attempt'; at: string } & Pick<
      Attempt,
      'remoteAddress' | 'stage' | 'ok' | 'sentence' | 'remedy' | 'stationId'
    >);

/** Tells stations that come and go, and attempts that failed or grew. */
export function followCore(client: ContractClient, tell: (event: ServeEvent) => void): void {
  const connectedAt = new Map<string, number | undefined>();
  const meet = (station: Station): void => {
    const before = connectedAt.get(station.id);
    const now = station.connected ? (station.connectedAt ?? 0) : undefined;
    connectedAt.set(station.id, now);
    if (before === now) return;
    if (before !== undefined) tell(left(station));
    if (now !== undefined) tell(came(station));
  };
  client.subscribe('stations', {}, { snapshot: (all) => all.forEach(meet), change: meet });
  client.subscribe('attempts', {}, { snapshot: () => {}, change: (attempt) => tell(attempted(attempt)) });
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
  const { remoteAddress, stage, ok, sentence, remedy, stationId } = attempt;
  return {
    event: 'attempt',
    at: new Date(attempt.at).toISOString(),
    remoteAddress,
    stage,
    ok,
    sentence,
    ...(remedy === undefined ? {} : { remedy }),
    ...(stationId === undefined ? {} : { stationId }),
  };
}
