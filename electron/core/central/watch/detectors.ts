import type { DetectorFactory } from './detector.ts';

/** Every habit that is looked for. */
export const DETECTORS: readonly DetectorFactory[] = [];
