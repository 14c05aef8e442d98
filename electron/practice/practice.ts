import type { PracticeCapability } from '../../shared/practice/practiceCharger.ts';

/** What the hosts hand to the core; each kind of charger is loaded with the first one that is started. */
export const practice: PracticeCapability = {
  async load() {
    const { createPracticeCharger } = await import('./createPracticeCharger.ts');
    return { start: createPracticeCharger };
  },
  async startPort(options) {
    const { createPracticePort } = await import('./port/createPracticePort.ts');
    return createPracticePort(options);
  },
};
