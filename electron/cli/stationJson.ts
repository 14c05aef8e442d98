import type { Json, JsonObject } from '../../shared/json.ts';
import type { Attempt } from '../../shared/station/attempt.ts';
import type { Station } from '../../shared/station/station.ts';

/** The stable shape of `stations --json`; times leave as ISO. */
export function stationJson(station: Station): JsonObject {
  const { id, version, transport, connected, remoteAddress, vendor, model, firmwareVersion } = station;
  const connectors = station.connectors.map(({ statusAt, ...connector }) =>
    present({ ...connector, statusAt: new Date(statusAt).toISOString() }),
  );
  return present({
    id,
    version,
    transport,
    connected,
    remoteAddress,
    vendor,
    model,
    firmwareVersion,
    connectors,
  });
}

/** The stable shape of `attempts --json`. */
export function attemptJson(attempt: Attempt): JsonObject {
  const { remoteAddress, stage, ok, sentence, remedy, stationId } = attempt;
  const at = new Date(attempt.at).toISOString();
  return present({ at, remoteAddress, stage, ok, sentence, remedy, stationId });
}

/** Leaves out what is not known. */
export function present(fields: Record<string, Json | undefined>): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, Json] => entry[1] !== undefined),
  );
}
