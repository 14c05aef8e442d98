import { describe, expect, it } from 'vitest';
import {
  recentSpeed,
  timeLeftMs,
  withSample,
  type SpeedSample,
} from '../../../../renderer/ui/transfer/transferSpeed.ts';

function samplesOf(...pairs: ReadonlyArray<readonly [number, number]>): readonly SpeedSample[] {
  return pairs.reduce<readonly SpeedSample[]>((all, [at, bytes]) => withSample(all, { at, bytes }), []);
}

describe('the speed of a transfer', () => {
  it('is not known from one look, nor from looks that are too near each other', () => {
    expect(recentSpeed(samplesOf([1000, 5000]))).toBeUndefined();
    expect(recentSpeed(samplesOf([1000, 5000], [1200, 6000]))).toBeUndefined();
  });

  it('is that of the last seconds, not of the beginning', () => {
    const fast = samplesOf([0, 0], [1000, 1_000_000]);
    expect(recentSpeed(fast)).toBe(1_000_000);
    const slow = Array.from({ length: 20 }, (_, second) => second + 2).reduce(
      (all, second) => withSample(all, { at: second * 1000, bytes: 1_000_000 + second * 1000 }),
      fast,
    );
    expect(recentSpeed(slow)).toBe(1000);
  });

  it('keeps few samples however long a transfer takes', () => {
    const many = Array.from({ length: 5000 }, (_, index) => index).reduce<readonly SpeedSample[]>(
      (all, index) => withSample(all, { at: index * 100, bytes: index * 10 }),
      [],
    );
    expect(many.length).toBeLessThan(100);
  });

  it('fills its window where looks are rare', () => {
    expect(recentSpeed(samplesOf([0, 0], [60_000, 600], [61_000, 610]))).toBe(10);
  });

  it('begins anew with a transfer that begins anew', () => {
    expect(samplesOf([0, 0], [1000, 500_000], [2000, 100])).toEqual([{ at: 2000, bytes: 100 }]);
  });
});

describe('the time left', () => {
  it('is what the rest takes', () => {
    expect(timeLeftMs(250, 1000, 250)).toBe(3000);
  });

  it.each([
    ['the size', [250, undefined, 250]],
    ['the speed', [250, 1000, undefined]],
    ['any speed', [250, 1000, 0]],
    ['a rest', [1000, 1000, 250]],
  ] as const)('is not guessed without %s', (_what, [bytes, total, speed]) => {
    expect(timeLeftMs(bytes, total, speed)).toBeUndefined();
  });

  it('is not negative where more comes than was announced', () => {
    expect(timeLeftMs(1200, 1000, 250)).toBeUndefined();
  });
});
