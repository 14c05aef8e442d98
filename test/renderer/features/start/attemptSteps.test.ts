import { expect, it } from 'vitest';
import { attemptSteps } from '../../../../renderer/features/start/attemptSteps.ts';
import type { AttemptStage } from '../../../../shared/station/attempt.ts';

function drawn(stage: AttemptStage, ok: boolean, isEncrypted?: true): string {
  return attemptSteps({ stage, ok, isEncrypted })
    .map(({ stage: name, state }) => `${name}:${state}`)
    .join(' ');
}

it('marks the step after the furthest as the one that failed', () => {
  expect(drawn('tcp', false)).toBe('tcp:done http:failed upgrade:open connected:open');
  expect(drawn('http', false)).toBe('tcp:done http:done upgrade:failed connected:open');
});

it('shows encryption where the attempt stopped at it', () => {
  expect(drawn('tls', false)).toBe('tcp:done tls:failed http:open upgrade:open connected:open');
  expect(drawn('tls', false, true)).toBe('tcp:done tls:done http:failed upgrade:open connected:open');
  expect(drawn('connected', true, true)).toBe('tcp:done tls:done http:done upgrade:done connected:done');
});

it('has no failed step where the attempt was fine', () => {
  expect(drawn('connected', true)).toBe('tcp:done http:done upgrade:done connected:done');
  expect(drawn('http', true)).toBe('tcp:done http:done upgrade:open connected:open');
});

it('marks the last step of a session that could not begin', () => {
  expect(drawn('connected', false)).toBe('tcp:done http:done upgrade:done connected:failed');
});
