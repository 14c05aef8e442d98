import type { JsonObject } from '../../../../shared/json.ts';
import type { Connector } from '../../model/connector.ts';
import type { IdToken } from '../../model/idToken.ts';
import type { SampleContext, SampledReading } from '../../model/sampledReading.ts';
import type { StopReason, Transaction } from '../../model/transaction.ts';

/** Why the station starts up, in the words of 2.x (`BootReasonEnumType`); 1.6 does not say. */
export type BootReason =
  'ApplicationReset' | 'FirmwareUpdate' | 'PowerUp' | 'RemoteReset' | 'ScheduledReset' | 'Triggered';

/** What made a transaction begin or go on, in the words of 2.x; 1.6 does not say. */
export type TriggerReason =
  | 'Authorized'
  | 'CablePluggedIn'
  | 'ChargingStateChanged'
  | 'MeterValueClock'
  | 'MeterValuePeriodic'
  | 'RemoteStart'
  | 'Trigger';

/** What a station says by itself, in the words of one version. */
export interface Dialect {
  boot(reason: BootReason): JsonObject;
  /** The status as this version reports it. */
  status(connector: Connector): string;
  sendStatus(connector: Connector | undefined, isTriggered: boolean): void;
  /** Asks the central system about a tag; the answer is its status, or nothing where none came. */
  authorize(token: IdToken): Promise<string | undefined>;
  transactionStarted(
    connector: Connector,
    transaction: Transaction,
    trigger: TriggerReason,
    onVerdict: (status: string) => void,
  ): void;
  transactionChanged(connector: Connector, transaction: Transaction): void;
  transactionSampled(
    connector: Connector,
    transaction: Transaction,
    sample: SampledReading,
    isTriggered: boolean,
  ): void;
  transactionEnded(
    connector: Connector,
    transaction: Transaction,
    reason: StopReason,
    tag: IdToken | undefined,
  ): void;
  /** Values outside of transactions. */
  meterValues(connector: Connector, context: SampleContext, isTriggered: boolean): void;
  /** Whether this version has a word for a status of a file job. */
  tellsFileStatus(status: string): boolean;
  fault(connector: Connector): void;
}
