import { assertNever } from '../../../shared/assertNever.ts';
import type { OcppVersion, Transport } from '../../../shared/ocpp/version.ts';
import type { Behaviour } from '../behaviours/behaviour.ts';
import { certificateCommands } from './certificates.ts';
import { dataTransfer } from './dataTransfer.ts';
import { getLog } from './getLog.ts';
import { localListCommands } from './localList.ts';
import { ownOperations } from './ownOperations.ts';
import { registrationGuard } from './registrationGuard.ts';
import { configurationCommands } from './v16/configuration.ts';
import { fileCommands } from './v16/files.ts';
import { remoteCommands as remoteCommands16 } from './v16/remote.ts';
import { reservationCommands as reservationCommands16 } from './v16/reservation.ts';
import { smartChargingCommands as smartChargingCommands16 } from './v16/smartCharging.ts';
import { triggerCommands } from './v16/trigger.ts';
import { administrationCommands } from './v2/administration.ts';
import { customerInformation } from './v2/customerInformation.ts';
import { displayMessageCommands } from './v2/displayMessages.ts';
import { monitoringCommands } from './v2/monitoring.ts';
import { remoteCommands } from './v2/remote.ts';
import { reportCommands } from './v2/reports.ts';
import { reservationCommands } from './v2/reservation.ts';
import { smartChargingCommands } from './v2/smartCharging.ts';
import { triggerMessage } from './v2/trigger.ts';
import { variableCommands } from './v2/variables.ts';
import { newIn21 } from './v21/newIn21.ts';

const ALWAYS: readonly Behaviour[] = [
  registrationGuard,
  dataTransfer,
  getLog,
  ...localListCommands,
  ...certificateCommands,
];

const OLD: readonly Behaviour[] = [
  ...ALWAYS,
  ...configurationCommands,
  ...remoteCommands16,
  ...triggerCommands,
  ...reservationCommands16,
  ...smartChargingCommands16,
  ...fileCommands,
];

const NEW: readonly Behaviour[] = [
  ...ALWAYS,
  ...variableCommands,
  ...reportCommands,
  ...monitoringCommands,
  ...displayMessageCommands,
  customerInformation,
  ...remoteCommands,
  triggerMessage,
  ...reservationCommands,
  ...smartChargingCommands,
  ...administrationCommands,
];

function commandsFor(version: OcppVersion): readonly Behaviour[] {
  switch (version) {
    case '1.5':
    case '1.6':
      return OLD;
    case '2.0.1':
      return NEW;
    case '2.1':
      return [...newIn21, ...NEW];
    default:
      return assertNever(version);
  }
}

/** How a station of a version behaves when nobody adds to it. */
export function behavioursOf(version: OcppVersion, transport: Transport): readonly Behaviour[] {
  return [ownOperations(version, transport), ...commandsFor(version)];
}
