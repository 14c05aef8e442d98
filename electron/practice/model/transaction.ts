import type { IdToken } from './idToken.ts';
import type { SampledReading } from './sampledReading.ts';

/** Why a transaction ends, in the words of OCPP 1.6 §7.36; `Faulted` is spelt per version. */
export type StopReason =
  | 'DeAuthorized'
  | 'EVDisconnected'
  | 'Faulted'
  | 'HardReset'
  | 'Local'
  | 'Reboot'
  | 'Remote'
  | 'SoftReset'
  | 'UnlockCommand';

export interface Transaction {
  /** Given by the central system in 1.6 (so not known at once), by the station in 2.x. */
  id: number | string | undefined;
  token: IdToken;
  startedAt: number;
  meterStartWh: number;
  reservationId?: number | undefined;
  remoteStartId?: number | undefined;
  /** Counts the TransactionEvents of 2.x. */
  seqNo: number;
  /** As last reported in 2.x. */
  chargingState: string;
  /** Samples for StopTransaction (1.6) and the Ended event (2.x). */
  samples: SampledReading[];
  /** The central system refused it, and it goes on without energy (StopTransactionOnInvalidId is false). */
  isDenied: boolean;
  /** Priority charging is on (OCPP 2.1 K21). */
  hasPriority?: boolean;
  cancelSampling: () => void;
  cancelTicking: () => void;
}
