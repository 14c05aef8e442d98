import { expect, it } from 'vitest';
import type { Behaviour } from '../../../electron/practice/behaviours/behaviour.ts';
import { ConfigurationCore } from './configurationCore.ts';

const COUNT = 2000;

/** Keeps keys of its own, as many as are set. */
function keepsEverything(): Behaviour {
  const kept = new Map<string, string>();
  return {
    name: 'keeps every key that is set',
    onCall({ action, payload }) {
      const { key, value } = payload;
      if (action !== 'ChangeConfiguration' || typeof key !== 'string' || typeof value !== 'string')
        return 'next';
      kept.set(key, value);
      return { kind: 'result', payload: { status: 'Accepted' } };
    },
    onResult(payload, { action, payload: question }) {
      if (action !== 'GetConfiguration' || !Array.isArray(question['key'])) return payload;
      const entries = question['key'].flatMap((key) => {
        const value = typeof key === 'string' ? kept.get(key) : undefined;
        return typeof key !== 'string' || value === undefined ? [] : [{ key, readonly: false, value }];
      });
      return { configurationKey: entries };
    },
  };
}

it('takes thousands of changes in one run', async () => {
  const core = await ConfigurationCore.start();
  await core.charger('1.6', { behaviours: [keepsEverything()] });
  const changes = Array.from({ length: COUNT }, (_, n) => ({ address: `Maker.Key${n}`, value: String(n) }));
  const { id } = await core.client.call('configuration.change', {
    stationId: 'CP-1',
    changes,
    origin: 'import',
  });
  const run = await core.ended(id);
  expect(run).toMatchObject({ state: 'finished', sentence: `${COUNT} changes: ${COUNT} accepted.` });
  expect(run.steps.filter(({ readBack }) => readBack === 'as-wanted')).toHaveLength(COUNT);
  const again = await core.restart();
  const [kept] = await again.client.call('changeRuns.list', {});
  expect(kept?.steps).toEqual(run.steps);
});
