import type { Json, JsonObject } from '../../../../shared/json.ts';
import type { Connector, Station } from '../../../../shared/station/station.ts';
import { bootIdentity } from '../../../../shared/ocpp/bootIdentity.ts';
import { nextClockSkew } from './clockSkew.ts';
import { meterReading, type MeterReading } from './meterReading.ts';
import { integerOf, objectOf, textOf } from '../../../../shared/payloadFields.ts';
import { stationTime } from './stationTime.ts';
import type { Attachment } from './transactionRegister.ts';

/** A call of the station that was answered; `answer` is absent where it got a CALLERROR or none was due. */
export interface HandledCall {
  at: number;
  action: string;
  payload: Json;
  /** Its record. */
  seq?: number;
  answer?: JsonObject;
}

type Reducer = (
  station: Station,
  payload: JsonObject,
  call: HandledCall,
  attachment: Attachment | undefined,
) => Station;

/** Garbage numbers must not grow the list without end. */
const CONNECTORS_LIMIT = 200;

/** Enough to choose from; a station in a car park sees thousands. */
const ID_TAGS_LIMIT = 10;
/** `IdentifierString` of 2.1, the longest of all versions. */
const ID_TAG_LIMIT_CHARS = 255;

/** What is not true any more once no energy flows. */
const NO_FLOW = { powerW: undefined, socPercent: undefined };

/** Statuses in which no energy flows: the last power would be a lie. */
const IDLE_STATUSES = new Set(['Available', 'Unavailable', 'Faulted', 'Reserved', 'Preparing', 'Finishing']);

const REDUCERS = new Map<string, Reducer>([
  ['Authorize', withIdTag],
  ['BootNotification', booted],
  ['Heartbeat', heartbeat],
  ['StatusNotification', statusNotified],
  ['MeterValues', metered],
  ['StartTransaction', transactionStarted],
  ['StopTransaction', transactionStopped],
  ['TransactionEvent', transactionEvent],
]);

/**
 * The station as it is after a call of its own. Decided by the payload rather than the version, since stations mix
 * them up. `attachment` is the transaction that the call belongs to, whatever id it carries.
 */
export function applyCall(station: Station, call: HandledCall, attachment?: Attachment): Station {
  const reducer = REDUCERS.get(call.action);
  return reducer === undefined ? station : reducer(station, objectOf(call.payload), call, attachment);
}

type Changes<T> = { [Field in keyof T]?: T[Field] | undefined };

/** Copies a station with changes; a change to `undefined` means that the field is absent. */
export function changed(station: Station, changes: Changes<Station>): Station {
  return withChanges(station, changes);
}

/**
 * Fields stay as `undefined` instead of being deleted: an object with deleted fields is slow to copy ever after, which
 * happens with each frame. As JSON, in the file and on a link, they are absent.
 */
function withChanges<T extends object>(object: T, changes: Changes<T>): T {
  return { ...object, ...changes };
}

function booted(station: Station, payload: JsonObject, { at, answer }: HandledCall): Station {
  return changed(station, {
    ...bootIdentity(payload),
    lastBootAt: at,
    bootCount: station.bootCount + 1,
    // With Pending and Rejected the interval is that until the next boot (OCPP 1.6 §6.4); 1.5 has another name for it.
    heartbeatIntervalS:
      (isRefusal(answer) ? undefined : integerOf(answer?.['interval'] ?? answer?.['heartbeatInterval'])) ??
      station.heartbeatIntervalS,
  });
}

function isRefusal(answer: JsonObject | undefined): boolean {
  return answer?.['status'] === 'Pending' || answer?.['status'] === 'Rejected';
}

/** `idTag` of 1.x, `idToken.idToken` of 2.x. Nothing of a kind that does not fit a tag is kept. */
function withIdTag(station: Station, payload: JsonObject): Station {
  const idTag = textOf(payload['idTag'] ?? objectOf(payload['idToken'])['idToken'])?.trim() ?? '';
  const known = station.recentIdTags ?? [];
  if (idTag === '' || idTag.length > ID_TAG_LIMIT_CHARS || known[0] === idTag) return station;
  const recentIdTags = [idTag, ...known.filter((other) => other !== idTag)].slice(0, ID_TAGS_LIMIT);
  return changed(station, { recentIdTags });
}

function heartbeat(station: Station, _payload: JsonObject, { at }: HandledCall): Station {
  return { ...station, lastHeartbeatAt: at };
}

function statusNotified(station: Station, payload: JsonObject, { at }: HandledCall): Station {
  const connectorId = integerOf(payload['connectorId']);
  const status = textOf(payload['status'] ?? payload['connectorStatus']);
  if (connectorId === undefined || status === undefined) return station;
  const timed = withSkew(station, textOf(payload['timestamp']), at, 'fresh');
  return withConnector(timed, { evseId: integerOf(payload['evseId']), connectorId }, () => ({
    ...(IDLE_STATUSES.has(status) ? NO_FLOW : {}),
    status,
    statusAt: at,
    errorCode: textOf(payload['errorCode']),
  }));
}

function metered(
  station: Station,
  payload: JsonObject,
  { at }: HandledCall,
  attachment: Attachment | undefined,
): Station {
  const reading = meterReading(payload['meterValue'] ?? payload['values']);
  const timed = withSkew(station, reading.timestamp, at, 'maybe-late');
  const evseId = integerOf(payload['evseId']);
  const connectorId =
    integerOf(payload['connectorId']) ??
    connectorOfEvse(station, evseId) ??
    attachment?.transaction?.connectorId;
  if (connectorId === undefined) return timed;
  return withConnector(timed, { evseId, connectorId }, () => flow(reading));
}

function transactionStarted(station: Station, payload: JsonObject, { at, answer }: HandledCall): Station {
  const connectorId = integerOf(payload['connectorId']);
  const tagged = withIdTag(station, payload);
  const timed = withSkew(tagged, textOf(payload['timestamp']), at, 'maybe-late');
  if (connectorId === undefined) return timed;
  return withConnector(timed, { connectorId }, (connector) => ({
    transactionId: textOf(answer?.['transactionId']),
    energyWh: integerOf(payload['meterStart']) ?? connector.energyWh,
  }));
}

function transactionStopped(
  station: Station,
  payload: JsonObject,
  { at }: HandledCall,
  attachment: Attachment | undefined,
): Station {
  const transactionId = attachment?.transaction?.id ?? textOf(payload['transactionId']);
  const timed = withSkew(station, textOf(payload['timestamp']), at, 'maybe-late');
  const connector = timed.connectors.find((candidate) => candidate.transactionId === transactionId);
  if (connector === undefined || transactionId === undefined) return timed;
  return withConnector(timed, connector, (before) => ({
    ...NO_FLOW,
    energyWh: integerOf(payload['meterStop']) ?? before.energyWh,
    transactionId: undefined,
  }));
}

function transactionEvent(station: Station, payload: JsonObject, { at }: HandledCall): Station {
  const transactionId = textOf(objectOf(payload['transactionInfo'])['transactionId']);
  const isOffline = payload['offline'] === true;
  const tagged = withIdTag(station, payload);
  const timed = isOffline ? tagged : withSkew(tagged, textOf(payload['timestamp']), at, 'maybe-late');
  const evse = objectOf(payload['evse']);
  const evseId = integerOf(evse['id']);
  const known = timed.connectors.find(
    (connector) => connector.transactionId !== undefined && connector.transactionId === transactionId,
  );
  const connectorId = integerOf(evse['connectorId']) ?? known?.connectorId ?? connectorOfEvse(timed, evseId);
  if (connectorId === undefined) return timed;
  const reading = flow(meterReading(payload['meterValue']));
  const hasEnded = payload['eventType'] === 'Ended';
  return withConnector(timed, { evseId: evseId ?? known?.evseId, connectorId }, () => ({
    ...reading,
    ...(hasEnded ? { powerW: undefined, transactionId: undefined } : { transactionId }),
  }));
}

function flow({ powerW, energyWh, socPercent }: MeterReading): Partial<Connector> {
  return {
    ...(powerW === undefined ? {} : { powerW }),
    ...(energyWh === undefined ? {} : { energyWh }),
    ...(socPercent === undefined ? {} : { socPercent }),
  };
}

function withSkew(
  station: Station,
  timestamp: string | undefined,
  at: number,
  freshness: 'fresh' | 'maybe-late',
): Station {
  const time = stationTime(timestamp, at);
  if (time === undefined) return station;
  return { ...station, clockSkewMs: nextClockSkew(station.clockSkewMs, time - at, freshness) };
}

/** Which connector a message means that names the EVSE only (OCPP 2.x allows that). */
function connectorOfEvse(station: Station, evseId: number | undefined): number | undefined {
  if (evseId === undefined) return undefined;
  const connectors = station.connectors.filter((connector) => connector.evseId === evseId);
  const inUse = connectors.find((connector) => connector.transactionId !== undefined);
  return (
    (inUse ?? connectors.find((connector) => connector.status === 'Occupied') ?? connectors[0])
      ?.connectorId ?? 1
  );
}

interface ConnectorKey {
  evseId?: number | undefined;
  connectorId: number;
}

function withConnector(
  station: Station,
  { evseId, connectorId }: ConnectorKey,
  change: (connector: Connector) => Changes<Connector>,
): Station {
  const index = station.connectors.findIndex(
    (connector) => connector.connectorId === connectorId && connector.evseId === evseId,
  );
  const before: Connector = station.connectors[index] ?? {
    ...(evseId === undefined ? {} : { evseId }),
    connectorId,
    status: 'Unknown',
    statusAt: 0,
  };
  const after = withChanges(before, change(before));
  if (index !== -1) return { ...station, connectors: station.connectors.with(index, after) };
  if (station.connectors.length >= CONNECTORS_LIMIT) return station;
  const connectors = [...station.connectors, after].sort(
    (a, b) => (a.evseId ?? 0) - (b.evseId ?? 0) || a.connectorId - b.connectorId,
  );
  return { ...station, connectors };
}
