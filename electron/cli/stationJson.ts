import type { Json, JsonObject } from '../../shared/json.ts';
import type { Attempt } from '../../shared/station/attempt.ts';
import type { Station } from '../../shared/station/station.ts';

/** The stable shape of `stations --json`; times leave as ISO. */
export function stationJson(station: Station): JsonObject {
  const { id, version, connected, remoteAddress, vendor, model, firmwareVersion } = station;
  const connectors = station.connectors.map(({ statusAt, ...connector }) =>
    present({ ...connector, statusAt: new Date(statusAt).toISOString() }),
  );
  return present({ id, version, connected, remoteAddress, vendor, model, firmwareVersion, connectors });
}

/** The stable shape of `attempts --json`. */
export function attemptJson(attempt: Attempt): JsonObject {
  const { remoteAddress, stage, ok, code, sentence, remedy, stationId, pathId } = attempt;
  const { details, count, head } = attempt;
  const at = new Date(attempt.at).toISOString();
  const lastAt = attempt.lastAt === undefined ? undefined : new Date(attempt.lastAt).toISOString();
  const said = { at, remoteAddress, stage, ok, code, sentence, remedy, stationId, pathId };
  return present({ ...said, details, count, lastAt, head });
}

/** Leaves out what is not known. */
export function present(fields: Record<string, Json | undefined>): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, Json] => entry[1] !== undefined),
  );
}
