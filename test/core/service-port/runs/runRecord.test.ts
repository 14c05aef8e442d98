import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RunRecord } from '../../../../electron/core/service-port/runs/runRecord.ts';
import type { PortRun } from '../../../../shared/service-port/portRun.ts';
import { MemoryRecorder } from '../../central/memoryRecorder.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const RUN: PortRun = {
  id: 'r',
  kind: 'firmware',
  path: '/dev/ttyUSB0',
  stationId: 'cable:X',
  method: 'an3155',
  isExperimental: true,
  state: 'transferring',
  stage: 'transfer',
  startedAt: 0,
  file: { name: 'main.bin', sizeBytes: 102_400 },
  bytes: 0,
  block: 0,
  retries: 0,
  sentence: '',
  steps: [],
};

it('tells rate and time left by the blocks, not by the erasing before them', () => {
  const record = new RunRecord(RUN, {
    recorder: new MemoryRecorder(),
    save: () => undefined,
    onChange: () => undefined,
  });
  record.begin();
  vi.advanceTimersByTime(30_000);
  record.progress({ bytes: 2_400, block: 1 });
  vi.advanceTimersByTime(1_000);
  record.progress({ bytes: 12_400, block: 2 });
  expect(record.run).toMatchObject({ bytesPerS: 10_000, leftS: 9 });
  record.end({
    state: 'cancelled',
    step: { code: 'cancelled', level: 'warning', sentence: 'Stopped here.' },
  });
  expect(record.run).not.toHaveProperty('leftS');
});
