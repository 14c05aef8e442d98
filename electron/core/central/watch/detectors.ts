import type { DetectorFactory } from './detector.ts';
import { backlog } from './detectors/backlog.ts';
import { BootLoop } from './detectors/bootLoop.ts';
import { bootPending } from './detectors/bootPending.ts';
import { cardWriting } from './detectors/cardWriting.ts';
import { clockOffset } from './detectors/clockOffset.ts';
import { clockStorm } from './detectors/clockStorm.ts';
import { closesAfterCommand } from './detectors/closesAfterCommand.ts';
import { compression } from './detectors/compression.ts';
import { configurationAllKeys } from './detectors/configurationAllKeys.ts';
import { ConfigurationAnswers } from './detectors/configurationAnswers.ts';
import { connectorZero } from './detectors/connectorZero.ts';
import { doubled } from './detectors/doubled.ts';
import { EnergyUnit } from './detectors/energyUnit.ts';
import { ExportWhileCharging } from './detectors/exportWhileCharging.ts';
import { FrozenStatusTime } from './detectors/frozenStatusTime.ts';
import { handshakeFaults } from './detectors/handshakeFaults.ts';
import { HeartbeatIntervalDetector } from './detectors/heartbeatInterval.ts';
import { knownMake } from './detectors/knownMake.ts';
import { MeasurandPromise } from './detectors/measurandPromise.ts';
import { MeterStop } from './detectors/meterStop.ts';
import { missingPongs } from './detectors/missingPongs.ts';
import { noBoot } from './detectors/noBoot.ts';
import { otherVersion } from './detectors/otherVersion.ts';
import { otherVersionAnswers } from './detectors/otherVersionAnswers.ts';
import { ProfileIgnored } from './detectors/profileIgnored.ts';
import { RebootUponChange } from './detectors/rebootUponChange.ts';
import { RegisterDrop } from './detectors/registerDrop.ts';
import { remoteStartRefused } from './detectors/remoteStartRefused.ts';
import { RemoteStartTag } from './detectors/remoteStartTag.ts';
import { ReportIncomplete } from './detectors/reportIncomplete.ts';
import { sharedIdentity } from './detectors/sharedIdentity.ts';
import { slowReturn } from './detectors/slowReturn.ts';
import { StackLevel } from './detectors/stackLevel.ts';
import { StateGraph } from './detectors/stateGraph.ts';
import { timeFormat } from './detectors/timeFormat.ts';
import { timestampForm } from './detectors/timestampForm.ts';
import { TransactionIdsDetector } from './detectors/transactionIds.ts';
import { TransactionSequence } from './detectors/transactionSequence.ts';
import { triggerUnsupported } from './detectors/triggerUnsupported.ts';
import { twoConnections } from './detectors/twoConnections.ts';
import { twoVersions } from './detectors/twoVersions.ts';
import { UnresponsiveDetector } from './detectors/unresponsive.ts';

/** Every habit that is looked for. */
export const DETECTORS: readonly DetectorFactory[] = [
  backlog,
  bootPending,
  cardWriting,
  clockOffset,
  clockStorm,
  closesAfterCommand,
  compression,
  configurationAllKeys,
  connectorZero,
  doubled,
  handshakeFaults,
  knownMake,
  missingPongs,
  noBoot,
  otherVersion,
  otherVersionAnswers,
  remoteStartRefused,
  sharedIdentity,
  slowReturn,
  timeFormat,
  timestampForm,
  triggerUnsupported,
  twoConnections,
  twoVersions,
  () => new BootLoop(),
  () => new ConfigurationAnswers(),
  () => new EnergyUnit(),
  () => new ExportWhileCharging(),
  () => new FrozenStatusTime(),
  () => new HeartbeatIntervalDetector(),
  () => new MeasurandPromise(),
  () => new MeterStop(),
  () => new ProfileIgnored(),
  () => new RebootUponChange(),
  () => new RegisterDrop(),
  () => new RemoteStartTag(),
  () => new ReportIncomplete(),
  () => new StackLevel(),
  () => new StateGraph(),
  () => new TransactionIdsDetector(),
  () => new TransactionSequence(),
  () => new UnresponsiveDetector(),
];
