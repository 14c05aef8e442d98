import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const ANY = 'test/**/*.test.{ts,tsx}';
/** Functions and state without processes, ports and files: one worker runs many such files, and starts once. */
const PURE = ['test/shared/**/*.test.ts', 'test/renderer/**/*.test.{ts,tsx}'];

export default defineConfig({
  test: {
    // Most tests wait for other processes most of the time; of two cores Vitest would use one.
    maxWorkers: Math.max(2, availableParallelism()),
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A browser on a busy machine misses a deadline now and then; the report names what was tried again. Twice is a defect.
    retry: { count: 1, condition: /Test timed out in|Timeout \d+ms exceeded/ },
    // A busy machine starts a worker late; how long something takes is for the bench to say.
    expect: { poll: { timeout: 20_000 } },
    reporters: ['default', './test/closingLine.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: PURE,
          isolate: false,
          restoreMocks: true,
          unstubGlobals: true,
        },
      },
      {
        extends: true,
        test: {
          name: 'whole',
          include: [ANY],
          exclude: PURE,
          globalSetup: ['./test/browser/globalSetup.ts', './test/processes/globalSetup.ts'],
        },
      },
    ],
  },
});
