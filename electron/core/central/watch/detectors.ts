import type { DetectorFactory } from './detector.ts';
import { EnergyUnit } from './detectors/energyUnit.ts';
import { ExportWhileCharging } from './detectors/exportWhileCharging.ts';
import { FrozenStatusTime } from './detectors/frozenStatusTime.ts';
import { MeterStop } from './detectors/meterStop.ts';
import { RegisterDrop } from './detectors/registerDrop.ts';
import { RemoteStartTag } from './detectors/remoteStartTag.ts';

/** Every habit that is looked for. */
export const DETECTORS: readonly DetectorFactory[] = [
  () => new EnergyUnit(),
  () => new ExportWhileCharging(),
  () => new FrozenStatusTime(),
  () => new MeterStop(),
  () => new RegisterDrop(),
  () => new RemoteStartTag(),
];
