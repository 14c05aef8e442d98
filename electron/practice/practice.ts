import type { PracticeCapability } from '../../shared/practice/practiceCharger.ts';
import { createPracticeCharger } from './createPracticeCharger.ts';
import { createPracticePort } from './port/createPracticePort.ts';

/** What the hosts hand to the core. */
export const practice: PracticeCapability = { start: createPracticeCharger, startPort: createPracticePort };
