import type { ContractError } from '../../../../shared/contract/failure.ts';
import type { PortProfile } from '../../../../shared/service-port/profile/portProfile.ts';
import type { RecordedLine } from '../line/recordedLine.ts';
import type { Transport } from '../transport/transport.ts';
import type { PortDevice } from './portDevice.ts';

/** One opened transport with what speaks over it, until it is closed or lost. */
export interface PortConnection {
  readonly transport: Transport;
  readonly line: RecordedLine;
  /** Absent for a plain console. */
  device: PortDevice | undefined;
  profile: PortProfile | undefined;
}

/** Whoever waits for the device gets the reason. */
export function endConnection({ line, device }: PortConnection, reason: ContractError): void {
  line.end(reason);
  device?.end(reason);
}
