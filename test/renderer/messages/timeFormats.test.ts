import { describe, expect, it } from 'vitest';
import { createTimeFormats, isSameDay, readPayloadTime } from '../../../renderer/ui/timeFormats.ts';

const formats = createTimeFormats('en', 'Europe/Berlin');
const AT = Date.parse('2026-11-21T09:41:07.013Z');

describe('createTimeFormats', () => {
  it('shows the local clock to the millisecond and UTC as ISO 8601', () => {
    expect(formats.clock(AT)).toBe('10:41:07.013');
    expect(formats.shortClock(AT)).toBe('10:41:07');
    expect(formats.utc(AT)).toBe('2026-11-21T09:41:07.013Z');
    expect(formats.local(AT)).toContain('10:41:07.013');
    expect(formats.local(AT)).toContain('GMT+1');
  });

  it('says midnight as 00, not as 24', () => {
    expect(formats.clock(Date.parse('2026-11-20T23:00:00Z'))).toBe('00:00:00.000');
  });

  it.each([
    [0, '0 ms'],
    [8, '8 ms'],
    [999.4, '999 ms'],
    [1000, '1.0 s'],
    [9990, '9.9 s'],
    [10_000, '10 s'],
    [59_999, '59 s'],
    [60_000, '1:00'],
    [125_000, '2:05'],
    [3_723_000, '1:02:03'],
  ])('says %d ms as %s', (spanMs, words) => {
    expect(formats.span(spanMs)).toBe(words);
  });

  it('gives an offset its sign', () => {
    expect(formats.offset(8)).toBe('+8 ms');
    expect(formats.offset(-300)).toBe('−300 ms');
  });

  it('writes numbers as the language does', () => {
    expect(createTimeFormats('de', 'UTC').span(1500)).toBe('1,5 s');
  });
});

describe('readPayloadTime', () => {
  it('reads times of a payload and says whether their zone was given', () => {
    expect(readPayloadTime('2026-11-21T09:41:07.013Z')).toEqual({ at: AT, hasZone: true });
    expect(readPayloadTime('2026-11-21T10:41:07.013+01:00')).toEqual({ at: AT, hasZone: true });
    expect(readPayloadTime('2026-11-21T10:41:07')?.hasZone).toBe(false);
  });

  it.each(['2026-11-21', '10:41:07', '2026-13-41T99:00:00Z', 'Available', ''])(
    'takes %j for no time',
    (text) => {
      expect(readPayloadTime(text)).toBeUndefined();
    },
  );

  it('knows the days apart', () => {
    expect(isSameDay(AT, AT + 1000)).toBe(true);
    expect(isSameDay(AT, AT + 48 * 3_600_000)).toBe(false);
  });
});
