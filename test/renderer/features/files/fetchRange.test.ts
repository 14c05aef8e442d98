import { describe, expect, it } from 'vitest';
import { rangeFault, rangeTimes, type RangeDraft } from '../../../../renderer/features/files/fetchRange.ts';

const NOW = Date.parse('2026-11-21T10:00:00Z');
const DRAFT: RangeDraft = { range: 'all', from: '', to: '' };

describe('the time that a log covers', () => {
  it('is left out of the request unless it is chosen', () => {
    expect(rangeTimes(DRAFT, NOW)).toEqual({});
  });

  it('begins an hour or a day ago, and has no end', () => {
    expect(rangeTimes({ ...DRAFT, range: 'hour' }, NOW)).toEqual({ from: NOW - 3600_000 });
    expect(rangeTimes({ ...DRAFT, range: 'day' }, NOW)).toEqual({ from: NOW - 24 * 3600_000 });
  });

  it('is as typed, by the clock of this machine, with one side open where only one is typed', () => {
    const from = '2026-11-21T08:00';
    const at = new Date(2026, 10, 21, 8).getTime();
    expect(rangeTimes({ range: 'between', from, to: '' }, NOW)).toEqual({ from: at });
    expect(rangeTimes({ range: 'between', from: '', to: from }, NOW)).toEqual({ to: at });
  });

  it('cannot be empty or end before it begins', () => {
    expect(rangeFault({ ...DRAFT, range: 'between' })).toBe('empty');
    const later = { range: 'between', from: '2026-11-21T09:00', to: '2026-11-21T08:00' } as const;
    expect(rangeFault(later)).toBe('backwards');
    expect(rangeFault({ ...later, to: '2026-11-21T09:01' })).toBeUndefined();
    expect(rangeFault({ ...later, range: 'all' })).toBeUndefined();
  });
});
