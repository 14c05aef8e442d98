import type { DetectorFactory } from './detector.ts';
import { closesAfterCommand } from './detectors/closesAfterCommand.ts';
import { compression } from './detectors/compression.ts';
import { configurationAllKeys } from './detectors/configurationAllKeys.ts';
import { handshakeFaults } from './detectors/handshakeFaults.ts';
import { knownMake } from './detectors/knownMake.ts';
import { missingPongs } from './detectors/missingPongs.ts';
import { otherVersion } from './detectors/otherVersion.ts';
import { sharedIdentity } from './detectors/sharedIdentity.ts';
import { slowReturn } from './detectors/slowReturn.ts';
import { timeFormat } from './detectors/timeFormat.ts';
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
  compression,
  configurationAllKeys,
  knownMake,
  sharedIdentity,
  timeFormat,
];
