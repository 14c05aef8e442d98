import { describe, expect, it } from 'vitest';
import { nextTries } from '../../../../renderer/features/firmwarePush/nextTries.ts';
import { pushableOf } from '../../../../renderer/features/firmwarePush/pushableOf.ts';
import { updateLane } from '../../../../renderer/features/firmwarePush/updateLanes.ts';
import { stagesOf } from '../../../../renderer/features/firmwarePush/updateTone.ts';
import type { FirmwareUpdate, PreCheck } from '../../../../shared/files/firmwareUpdate.ts';

const UPDATE: FirmwareUpdate = {
  id: 'u',
  pushId: 'p',
  stationId: 'CP-1',
  kind: 'update',
  protocol: 'http',
  protocolReason: '',
  location: '',
  urlForm: 'usual',
  isPlain: false,
  isSigned: false,
  isForced: false,
  file: { name: 'fw.bin', path: '/fw.bin', sizeBytes: 10, sha256: '' },
  preChecks: [],
  state: 'queued',
  isOpen: true,
  queuedAt: 0,
  movedAt: 0,
  coveredBytes: 0,
  connections: [],
  connectionCount: 0,
  failures: 0,
  steps: [],
};

function marks(update: Partial<FirmwareUpdate>): string {
  return stagesOf({ ...UPDATE, ...update })
    .map(({ number, mark }) => `${number} ${mark}`)
    .join(', ');
}

describe('the steps of an update', () => {
  it('go on one by one', () => {
    expect(marks({})).toBe('1 now, 2 open, 3 open, 5 open, 6 open, 7 open');
    expect(marks({ state: 'downloading' })).toBe('1 done, 2 done, 3 now, 5 open, 6 open, 7 open');
    expect(marks({ state: 'rebooting' })).toBe('1 done, 2 done, 3 done, 5 done, 6 now, 7 open');
    expect(marks({ state: 'verified' })).toBe('1 done, 2 done, 3 done, 5 done, 6 done, 7 done');
  });

  it('have a signature where one was sent, and keep the numbers of the core', () => {
    expect(marks({ state: 'downloaded', isSigned: true })).toBe(
      '1 done, 2 done, 3 done, 4 now, 5 open, 6 open, 7 open',
    );
  });

  it('stop where it failed, whatever was seen after that', () => {
    const failedAt = { stage: 'download', number: 3, code: 'x', why: 'y' } as const;
    expect(marks({ state: 'failed', failedAt, completeAt: 5 })).toBe(
      '1 done, 2 done, 3 failed, 5 open, 6 open, 7 open',
    );
  });

  it('say that a version proves nothing, and where it was given up', () => {
    expect(marks({ state: 'unverified' })).toBe('1 done, 2 done, 3 done, 5 done, 6 done, 7 doubtful');
    expect(marks({ state: 'cancelled' })).toBe('1 skipped, 2 open, 3 open, 5 open, 6 open, 7 open');
  });

  it('end with the download for a local controller', () => {
    expect(marks({ kind: 'publish', state: 'published' })).toBe('1 done, 2 done, 3 done');
  });
});

describe('the next tries', () => {
  const others = { nextProtocol: 'ftp', nextUrlForm: 'bin-name' } as const;

  it('are each of the ways once, what is worth most first', () => {
    const failed = { ...UPDATE, ...others, state: 'failed', connectedAt: 1 } as const;
    expect(nextTries(failed).map(({ by }) => by)).toEqual(['plain', 'url-form', 'protocol']);
  });

  it('do not offer plain HTTP twice, nor for another protocol', () => {
    const ways = (update: Partial<FirmwareUpdate>): string[] =>
      nextTries({ ...UPDATE, ...others, state: 'failed', ...update }).map(({ by }) => by);
    expect(ways({ isPlain: true })).not.toContain('plain');
    expect(ways({ protocol: 'sftp' })).not.toContain('plain');
  });

  it('are none where the file came and the rest went wrong, and none where it worked', () => {
    const failedAt = { stage: 'installation', number: 5, code: 'x', why: 'y' } as const;
    expect(nextTries({ ...UPDATE, ...others, state: 'failed', failedAt })).toEqual([]);
    expect(nextTries({ ...UPDATE, ...others, state: 'verified' })).toEqual([]);
  });
});

describe('the two lanes of an update', () => {
  it.each([
    ['says-installing', 'says'],
    ['station-restarted', 'says'],
    ['download-started', 'wire'],
    ['asked', 'both'],
    ['verified', 'both'],
  ])('%s stands in %s', (code, lane) => {
    expect(updateLane({ at: 0, code, level: 'info', sentence: '' })).toBe(lane);
  });

  it('whatever was turned away was seen on the wire, by any code', () => {
    const step = {
      at: 0,
      code: 'ftp-bounce',
      level: 'warning',
      sentence: 'Turned away: Data elsewhere.',
    } as const;
    expect(updateLane(step)).toBe('wire');
  });
});

describe('stations before a push', () => {
  it('are told apart by the worst that was found', () => {
    const check = (level: PreCheck['level']): PreCheck => ({ code: level, level, sentence: '' });
    const failure = { code: 'unavailable', message: '' } as const;
    expect(
      pushableOf([
        { stationId: 'A', preChecks: [check('ok')] },
        { stationId: 'B', preChecks: [check('ok'), check('warning')] },
        { stationId: 'C', preChecks: [check('warning'), check('blocks')] },
        { stationId: 'D', preChecks: [check('blocks')], failure },
      ]),
    ).toEqual({ ready: ['A'], doubtful: ['B'], blocked: ['C'], impossible: ['D'] });
  });
});
