import { expect, it } from 'vitest';
import type { CommandRun } from '../../../renderer/features/commands/commandRun.ts';
import { knownFromRuns } from '../../../renderer/features/commands/knownFromRuns.ts';
import type { Json } from '../../../shared/json.ts';

function run(action: string, payload: string, answer: Json): CommandRun {
  const outcome = { outcome: 'answered' as const, action, payload: answer };
  return { id: 1, startedAt: 0, action, payload, timeoutMs: 1, sendAnyway: false, outcome };
}
const ACCEPTED = { status: 'Accepted' };

it('answered commands tell keys and reservations', () => {
  const newestFirst = [
    run('CancelReservation', '{"reservationId":7}', ACCEPTED),
    run('ReserveNow', '{"reservationId":9}', { status: 'Rejected' }),
    run('ReserveNow', '{"id":8}', ACCEPTED),
    run('ReserveNow', '{"reservationId":7}', ACCEPTED),
    run('GetConfiguration', '{}', { configurationKey: [{ key: 'A', readonly: true }, { key: 'B' }, 5] }),
    run('ReserveNow', '{broken', ACCEPTED),
  ];
  expect(knownFromRuns(newestFirst)).toEqual({ configurationKeys: ['A', 'B'], reservationIds: [8] });
  expect(knownFromRuns([])).toEqual({});
});
