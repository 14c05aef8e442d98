import { ContractError } from '../../../../shared/contract/failure.ts';
import type { Outcome } from '../../../../shared/station/outcome.ts';
import type { QuirkProfile } from '../../../../shared/station/quirkProfile.ts';
import type { Station } from '../../../../shared/station/station.ts';
import type { ReportSource } from '../awaitReport.ts';
import type { StationStates } from '../stationReturn.ts';

export interface CallOptions {
  timeoutMs?: number | undefined;
  signal?: AbortSignal | undefined;
  sendAnyway?: boolean | undefined;
}

/** What the sources that speak OCPP need of the central system. */
export interface OcppCalls {
  central: StationStates & {
    find(stationId: string): Station | undefined;
    call(stationId: string, action: string, payloadText: string, options: CallOptions): Promise<Outcome>;
  };
  /** Resolves with true when the station takes commands that nobody clicked, with false where it leaves before that. */
  whenReady: (stationId: string) => Promise<boolean>;
  profileOf: (stationId: string) => QuirkProfile;
  reports: ReportSource;
}

/**
 * Sends a command of our own making. It goes out also where it breaks a schema, as with a key that the charger itself
 * spells too long: whether it takes that is for the charger to say. What could not be sent at all is an outcome, too.
 */
export async function callOf(
  { central }: Pick<OcppCalls, 'central'>,
  stationId: string,
  action: string,
  payloadText: string,
  { timeoutMs, signal }: CallOptions,
): Promise<Outcome> {
  try {
    return await central.call(stationId, action, payloadText, { timeoutMs, signal, sendAnyway: true });
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    return { outcome: 'disconnected', action, description: `Not sent. ${error.message}` };
  }
}
