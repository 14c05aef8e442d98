import { expect, it } from 'vitest';
import type {
  Detector,
  DetectorFactory,
  Interest,
  StationEvent,
} from '../../../electron/core/central/watch/detector.ts';
import { StationWatch } from '../../../electron/core/central/watch/stationWatch.ts';

const OUTCOME: StationEvent = {
  type: 'outcome',
  at: 1,
  payload: {},
  outcome: { action: 'Reset', outcome: 'answered', requestSeq: 4 },
};

const CALLS: Interest = { calls: 'all' };

function watchOf(...interests: Interest[]): {
  watch: StationWatch;
  seen: string[][];
  told: Array<number | undefined>;
} {
  const seen: string[][] = interests.map(() => []);
  const told: Array<number | undefined> = [];
  const factories: DetectorFactory[] = interests.map((interest, index) => (): Detector => ({
    interest,
    observe(event) {
      seen[index]?.push(event.type === 'call' ? event.action : event.type);
      return { findings: [{ code: 'x', severity: 'info', message: 'One.' }] };
    },
  }));
  return {
    watch: new StationWatch(
      factories,
      (_finding, _at, seq) => told.push(seq),
      () => undefined,
    ),
    seen,
    told,
  };
}

it('a detector sees what it is interested in and nothing else', () => {
  const { watch, seen } = watchOf(
    { calls: ['Heartbeat'] },
    { calls: 'all', others: ['tick'] },
    {},
    {
      outcomes: ['Reset'],
    },
  );
  for (const action of ['Heartbeat', 'MeterValues', '__proto__', 'constructor'])
    watch.inspect({ type: 'call', at: 1, action, payload: {} });
  watch.note({ type: 'tick', at: 2 });
  watch.note(OUTCOME);
  const calls = ['Heartbeat', 'MeterValues', '__proto__', 'constructor'];
  expect(seen).toEqual([['Heartbeat'], [...calls, 'tick'], [], ['outcome']]);
});

it('findings of a call are proven by its record, those of a command by its answer or itself', () => {
  const { watch, told } = watchOf({ calls: 'all', outcomes: 'all', others: ['tick'] });
  watch.inspect({ type: 'call', at: 1, action: 'Heartbeat', payload: {} });
  expect(told).toEqual([]);
  watch.recorded(1, 3);
  watch.note(OUTCOME);
  watch.note({ type: 'tick', at: 2 });
  expect(told).toEqual([3, 4, undefined]);
});

it('a defect of one detector costs its words only', () => {
  const defects: unknown[] = [];
  const broken: DetectorFactory = () => ({
    interest: CALLS,
    observe() {
      throw new Error('broken');
    },
  });
  const sound: DetectorFactory = () => ({
    interest: CALLS,
    observe: () => ({ issues: [{ severity: 'info', code: 'seen', message: 'Seen.' }] }),
  });
  const watch = new StationWatch(
    [broken, sound],
    () => undefined,
    (error) => defects.push(error),
  );
  expect(watch.inspect({ type: 'call', at: 1, action: 'Heartbeat', payload: {} })).toHaveLength(1);
  expect(defects).toHaveLength(1);
});
