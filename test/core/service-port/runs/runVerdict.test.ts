import { expect, it } from 'vitest';
import { verdictOf } from '../../../../electron/core/service-port/runs/runVerdict.ts';

const SAME = { versionBefore: '1.3.0', versionAfter: 'v1.3.0', versionExpected: '1.3.0' };

it('a version that the device had before proves nothing, be it the expected one', () => {
  for (const proof of ['acknowledged', 'probable'] as const) {
    expect(verdictOf(SAME, proof), proof).toMatchObject({
      state: 'unverified',
      step: { code: 'same-version' },
    });
  }
  expect(verdictOf(SAME, 'read-back')).toMatchObject({ state: 'verified' });
  expect(verdictOf({ ...SAME, versionBefore: '1.2.0' }, 'probable')).toMatchObject({ state: 'verified' });
});
