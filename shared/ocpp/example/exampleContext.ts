/** What is known of the station for which an example is made; all but the time may be missing. */
export interface ExampleContext {
  nowMs: number;
  connectorId?: number;
  evseId?: number;
  idTag?: string;
  /** A number in 1.6; digits in a string will do. */
  transactionId?: string | number;
  configurationKey?: string;
  /** Where the station can reach this machine, e.g. `http://192.168.1.20:8887`. */
  filesUrl?: string;
  /** All connectors that the station has told of, but for 1.6's connector 0. */
  connectors?: readonly KnownConnector[];
  /** Id tags that were presented there, the newest first. */
  idTags?: readonly string[];
  /** Names of configuration keys that were read. */
  configurationKeys?: readonly string[];
  /** Reservations that the station accepted and that were not cancelled since. */
  reservationIds?: readonly number[];
}

export interface KnownConnector {
  evseId?: number;
  connectorId: number;
  transactionId?: string;
}

/** The context with something usable in every place. */
export interface ExampleValues {
  now: string;
  inOneHour: string;
  connectorId: number;
  evseId: number;
  idTag: string;
  transactionNumber: number;
  transactionId: string;
  configurationKey: string;
  filesUrl: string;
  reservationId: number;
  /** One at least. */
  connectors: readonly KnownConnector[];
  configurationKeys: readonly string[];
  /** An id that differs between examples made at different times, as request ids should. */
  requestId: number;
}

export function exampleValues(context: ExampleContext): ExampleValues {
  const number = Number(context.transactionId);
  return {
    now: isoTime(context.nowMs),
    inOneHour: isoTime(context.nowMs + 3_600_000),
    connectorId: context.connectorId ?? 1,
    evseId: context.evseId ?? 1,
    idTag: context.idTag ?? context.idTags?.[0] ?? 'DEADBEEF',
    transactionNumber: context.transactionId !== undefined && Number.isSafeInteger(number) ? number : 1,
    transactionId: context.transactionId === undefined ? '1' : String(context.transactionId),
    configurationKey: context.configurationKey ?? 'HeartbeatInterval',
    reservationId: context.reservationIds?.[0] ?? 1,
    connectors: knownConnectors(context),
    configurationKeys: context.configurationKeys ?? [],
    filesUrl: context.filesUrl ?? 'http://192.168.1.20:8887',
    requestId: Math.floor(context.nowMs / 1000) % 1_000_000_000,
  };
}

function knownConnectors({
  connectors = [],
  connectorId = 1,
  evseId,
}: ExampleContext): readonly KnownConnector[] {
  if (connectors.length > 0) return connectors;
  return [evseId === undefined ? { connectorId } : { evseId, connectorId }];
}

/** Whole seconds: some chargers cannot read fractions. */
function isoTime(atMs: number): string {
  return new Date(Math.floor(atMs / 1000) * 1000).toISOString().replace('.000Z', 'Z');
}
