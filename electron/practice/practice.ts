import type { PracticeCapability } from '../../shared/practice/practiceCharger.ts';
import { createPracticeCharger } from './createPracticeCharger.ts';

/** What the hosts hand to the core. */
export const practice: PracticeCapability = { start: createPracticeCharger };
