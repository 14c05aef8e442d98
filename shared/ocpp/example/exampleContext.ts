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
    idTag: context.idTag ?? 'DEADBEEF',
    transactionNumber: context.transactionId !== undefined && Number.isSafeInteger(number) ? number : 1,
    transactionId: context.transactionId === undefined ? '1' : String(context.transactionId),
    configurationKey: context.configurationKey ?? 'HeartbeatInterval',
    filesUrl: context.filesUrl ?? 'http://192.168.1.20:8887',
    requestId: Math.floor(context.nowMs / 1000) % 1_000_000_000,
  };
}

/** Whole seconds: some chargers cannot read fractions. */
function isoTime(atMs: number): string {
  return new Date(Math.floor(atMs / 1000) * 1000).toISOString().replace('.000Z', 'Z');
}
