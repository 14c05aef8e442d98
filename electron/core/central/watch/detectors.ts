import type { DetectorFactory } from './detector.ts';
import { closing } from './detectors/closing.ts';
import { compression } from './detectors/compression.ts';
import { configurationAllKeys } from './detectors/configurationAllKeys.ts';
import { identityRule } from './detectors/identityRule.ts';
import { knownMake } from './detectors/knownMake.ts';
import { otherVersion } from './detectors/otherVersion.ts';
import { pings } from './detectors/pings.ts';
import { timeFormat } from './detectors/timeFormat.ts';

/** Every habit that is looked for. */
export const DETECTORS: readonly DetectorFactory[] = [
  closing,
  compression,
  configurationAllKeys,
  identityRule,
  knownMake,
  otherVersion,
  pings,
  timeFormat,
];
