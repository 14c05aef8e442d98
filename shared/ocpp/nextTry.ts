import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { Outcome } from '../station/outcome.ts';
import { isOcpp1, type OcppVersion } from './version.ts';

/** What is known to help where a station did not do what a usual command asked. */
export interface NextTry {
  /** The words of a button where there is a payload to send, a heading otherwise. */
  label: string;
  /** Of the same action. Absent where nothing can be sent that helps. */
  payload?: JsonObject;
  why: string;
}

export interface TriedCommand {
  version: OcppVersion;
  action: string;
  /** As it was sent; absent where it was no JSON. */
  payload: Json | undefined;
  outcome: Pick<Outcome, 'outcome' | 'payload' | 'code'>;
}

type Rule = (payload: JsonObject, command: TriedCommand) => NextTry[];

/** The known next steps after a command, the most promising first; an empty list for most. */
export function nextTry(command: TriedCommand): NextTry[] {
  const { payload, action } = command;
  if (!isJsonObject(payload)) return [];
  const rules = Object.hasOwn(RULES, action) ? (RULES[action] ?? []) : [];
  return [...rules, withoutZeroRetries].flatMap((rule) => rule(payload, command));
}

const RULES: Readonly<Record<string, readonly Rule[]>> = {
  ChangeConfiguration: [keyNotSupported],
  ExtendedTriggerMessage: [triggerNotSupported],
  GetConfiguration: [fewerKeys],
  GetDiagnostics: [notByHttp],
  GetLog: [notByHttp],
  RemoteStartTransaction: [nameConnector, otherStackLevel('chargingProfile')],
  RequestStartTransaction: [nameConnector, otherStackLevel('chargingProfile')],
  SetChargingProfile: [otherStackLevel('csChargingProfiles'), otherStackLevel('chargingProfile')],
  TriggerMessage: [triggerNotSupported],
};

function statusOf({ outcome }: TriedCommand): string | undefined {
  const status = isJsonObject(outcome.payload) ? outcome.payload['status'] : undefined;
  return outcome.outcome === 'answered' && typeof status === 'string' ? status : undefined;
}

/** Rejected in the answer, or refused with an error. */
function isDeclined(command: TriedCommand): boolean {
  return statusOf(command) === 'Rejected' || command.outcome.outcome === 'refused';
}

/** Several stations start nothing without being told where. */
function nameConnector(payload: JsonObject, command: TriedCommand): NextTry[] {
  const field = isOcpp1(command.version) ? 'connectorId' : 'evseId';
  if (!isDeclined(command) || payload[field] !== undefined) return [];
  return [
    {
      label: `Try again with ${field} 1`,
      payload: { [field]: 1, ...payload },
      why: `Some stations refuse a start that does not name the ${field}, though the specification lets it be left out.`,
    },
  ];
}

/** One of the stations that cannot list all keys answers four at a time. */
const CHUNK_OF_KEYS = 4;
/** Those of OCPP 1.6 §9.1 that every station must have, the most telling first. */
const STANDARD_KEYS = [
  'NumberOfConnectors',
  'SupportedFeatureProfiles',
  'HeartbeatInterval',
  'MeterValueSampleInterval',
  'MeterValuesSampledData',
  'ClockAlignedDataInterval',
  'AuthorizeRemoteTxRequests',
  'ConnectionTimeOut',
  'ResetRetries',
  'LocalPreAuthorize',
  'LocalAuthorizeOffline',
  'StopTransactionOnInvalidId',
];

function fewerKeys({ key }: JsonObject, { outcome, version }: TriedCommand): NextTry[] {
  const isSilent = outcome.outcome === 'timed-out' || outcome.outcome === 'disconnected';
  if (!isOcpp1(version) || !(isSilent || outcome.outcome === 'refused')) return [];
  const asked =
    Array.isArray(key) && key.length > 0 ? key.filter((one) => typeof one === 'string') : undefined;
  if (asked !== undefined && asked.length <= 1) return [];
  const keys: readonly string[] = asked ?? STANDARD_KEYS;
  const size = asked === undefined || asked.length > CHUNK_OF_KEYS ? CHUNK_OF_KEYS : 1;
  const chunks = Array.from({ length: Math.ceil(keys.length / size) }, (_, at) =>
    keys.slice(at * size, (at + 1) * size),
  );
  const why =
    'Some stations do not answer, or drop the connection, when they are asked for all keys or for many: they answer ' +
    `${CHUNK_OF_KEYS} at a time, or one.`;
  return chunks.slice(0, 3).map((chunk) => ({
    label: chunkLabel(chunk),
    payload: { key: chunk },
    why,
  }));
}

function chunkLabel([first = '', ...more]: readonly string[]): string {
  return more.length === 0 ? `Ask for ${first} only` : `Ask for ${first} and ${more.length} more`;
}

/** Some stations know stack level 0 only, others refuse the highest one that they claim to know. */
function otherStackLevel(field: string): Rule {
  return (payload, command) => {
    const profile = payload[field];
    const level = isJsonObject(profile) ? profile['stackLevel'] : undefined;
    const isRefused = isDeclined(command) || statusOf(command) === 'NotSupported';
    if (!isRefused || !isJsonObject(profile) || typeof level !== 'number' || level <= 0) return [];
    const at = (stackLevel: number, why: string): NextTry => ({
      label: `Try again with stackLevel ${stackLevel}`,
      payload: { ...payload, [field]: { ...profile, stackLevel } },
      why,
    });
    const lower = at(
      level - 1,
      'Some stations refuse the highest level that they themselves name as their maximum; one below works.',
    );
    const lowest = at(0, 'Some stations take charging profiles at stack level 0 only.');
    return level === 1 ? [lowest] : [lowest, lower];
  };
}

function keyNotSupported({ key }: JsonObject, command: TriedCommand): NextTry[] {
  if (statusOf(command) !== 'NotSupported') return [];
  return [
    {
      label: 'This is not a fault',
      why:
        `The station does not have the key ${typeof key === 'string' ? key : ''} or does not let it be changed. ` +
        'Many stations lack optional keys such as WebSocketPingInterval; nothing was changed.',
    },
  ];
}

function triggerNotSupported({ requestedMessage }: JsonObject, command: TriedCommand): NextTry[] {
  const status = statusOf(command);
  if (status !== 'NotImplemented' && status !== 'Rejected') return [];
  const message = typeof requestedMessage === 'string' ? requestedMessage : 'this message';
  return [
    {
      label: 'This is not a fault',
      why:
        status === 'NotImplemented'
          ? `The station cannot be asked for ${message}. It still sends it by itself when there is something to report.`
          : `The station does not send ${message} on request now. Many stations reject triggers that they do not know.`,
    },
  ];
}

function withoutZeroRetries(payload: JsonObject): NextTry[] {
  if (payload['retries'] !== 0) return [];
  const { retries: _retries, ...rest } = payload;
  return [
    {
      label: 'Send without retries',
      payload: rest,
      why: 'Some stations take “retries: 0” as “never try at all” and transfer nothing. Left out, they try at least once.',
    },
  ];
}

/** Errors with which a station may turn down an address. */
const ADDRESS_REFUSALS: ReadonlySet<string> = new Set([
  'GenericError',
  'InternalError',
  'NotSupported',
  'PropertyConstraintViolation',
]);

/** Of GetDiagnostics the answer tells by its missing file name that nothing will come. */
function notByHttp(payload: JsonObject, command: TriedCommand): NextTry[] {
  const { log, location } = payload;
  const url = location ?? (isJsonObject(log) ? log['remoteLocation'] : undefined);
  if (typeof url !== 'string' || !/^https?:/i.test(url)) return [];
  const { outcome, payload: answer } = command.outcome;
  const hasNoFile =
    command.action === 'GetDiagnostics' &&
    outcome === 'answered' &&
    isJsonObject(answer) &&
    answer['fileName'] === undefined;
  const isRefused = outcome === 'refused' && ADDRESS_REFUSALS.has(command.outcome.code ?? '');
  if (!hasNoFile && !isRefused && statusOf(command) !== 'Rejected') return [];
  return [
    {
      label: 'It may take ftp only',
      why:
        'Many stations upload by FTP only: they answer without a file name, or report UploadFailed later, when the ' +
        'address begins with http. Give them an address that begins with ftp://.',
    },
  ];
}
