import type { Configuration, ReadScope } from '../../../../shared/configuration/configuration.ts';
import type { ChangeState, WantedChange } from '../../../../shared/configuration/change.ts';
import type { ReadPart } from '../../../../shared/configuration/readPart.ts';
import type { ReadingProgress } from '../../../../shared/configuration/readingProgress.ts';
import type { Outcome } from '../../../../shared/station/outcome.ts';

/** What a reading brought, without whose it is and when it was. */
export type SourceReading = Pick<
  Configuration,
  'how' | 'chunk' | 'isWhole' | 'parts' | 'items' | 'unknown' | 'unread' | 'steps' | 'sentence' | 'proof'
>;

/** For one reading or writing. */
export interface SourceContext {
  signal?: AbortSignal | undefined;
  /** For each request. */
  timeoutMs?: number | undefined;
  onProgress?: (progress: ReadingProgress) => void;
  /** Writing: what may disturb a charging car was confirmed for just these changes (service port only). */
  isConfirmed?: boolean | undefined;
}

/** What became of one written change: how the command ended, the station's own word, and the records that prove it. */
export interface WriteResult {
  address: string;
  state: Exclude<ChangeState, 'waiting' | 'sending'>;
  outcome?: Outcome['outcome'];
  status?: string;
  /** What it means, where the rest does not say it. */
  sentence?: string;
  /** It needs a confirmation, or the end of a charging session: those behind it wait, too. */
  isHeldBack?: boolean;
  requestSeq?: number;
  responseSeq?: number;
}

/**
 * One way to the configuration of one station: OCPP 1.x, OCPP 2.x, or a driver on the service port. What it has learnt
 * of the station (spellings, limits) lives as long as it does. Methods reject only with the reason of an aborted
 * signal: whatever the station does is a result.
 */
export interface ConfigurationSource {
  readWhole(scope: ReadScope, context: SourceContext): Promise<SourceReading>;
  /** A part of a device model, of 2.x only: items that it does not tell were not asked for, and it is never whole. */
  readPart?(part: ReadPart, context: SourceContext): Promise<SourceReading>;
  readSome(addresses: readonly string[], context: SourceContext): Promise<SourceReading>;
  /** How many of the first of these changes one request takes; at least one. */
  batchSize(changes: readonly WantedChange[]): number;
  /** Writes the changes of one batch with one request; answers with one result for each, in their order. */
  write(batch: readonly WantedChange[], context: SourceContext): Promise<WriteResult[]>;
  /** An address as the station has it, so that it is found there. */
  ownAddress(address: string): string;
}
