import type { OcppVersion, Transport } from '../../ocpp/version.ts';
import type { Issue } from '../issue.ts';
import type { Direction, RecordKind } from '../record.ts';

/**
 * What of a record a filter looks at. `raw` is text also where the bytes are none; `payload` is the payload as JSON text
 * where the raw is not JSON itself; `call` is the call that an answer answers, where it is known.
 */
export interface FilterSubject {
  readonly seq: number;
  readonly at: number;
  readonly stationId: string;
  readonly version?: OcppVersion | undefined;
  readonly transport?: Transport | undefined;
  readonly kind: RecordKind;
  readonly direction: Direction;
  readonly action?: string | undefined;
  readonly messageId?: string | undefined;
  readonly pairSeq?: number | undefined;
  readonly latencyMs?: number | undefined;
  readonly issues: readonly Issue[];
  readonly sizeBytes: number;
  readonly isMarked: boolean;
  readonly raw: string;
  readonly payload?: string | undefined;
  readonly call?: FilterSubject | undefined;
}
