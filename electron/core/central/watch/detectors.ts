import type { DetectorFactory } from './detector.ts';
import { closesAfterCommand } from './detectors/closesAfterCommand.ts';
import { handshakeFaults } from './detectors/handshakeFaults.ts';
import { missingPongs } from './detectors/missingPongs.ts';
import { otherVersion } from './detectors/otherVersion.ts';
import { slowReturn } from './detectors/slowReturn.ts';
import { twoConnections } from './detectors/twoConnections.ts';
import { twoVersions } from './detectors/twoVersions.ts';

/** Every habit that is looked for. */
export const DETECTORS: readonly DetectorFactory[] = [
  handshakeFaults,
  twoVersions,
  otherVersion,
  twoConnections,
  closesAfterCommand,
  missingPongs,
  slowReturn,
];
