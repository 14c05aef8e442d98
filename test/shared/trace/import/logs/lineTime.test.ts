import { describe, expect, it } from 'vitest';
import { timeAt } from '../../../../../shared/trace/import/logs/prefix/lineTime.ts';

function at(iso: string): number {
  return Date.parse(iso);
}

const EXPLICIT: readonly (readonly [string, string])[] = [
  ['2026-04-19T15:20:44Z', '2026-04-19T15:20:44Z'],
  ['2026-04-19T15:20:44.123Z', '2026-04-19T15:20:44.123Z'],
  ['2026-04-19T17:20:44,123+02:00', '2026-04-19T15:20:44.123Z'],
  ['2026-05-27T11:41:15.316+0200 host', '2026-05-27T09:41:15.316Z'],
  ['2026-05-27 11:41:15 +0200', '2026-05-27T09:41:15Z'],
  ['2026-05-27 11:41:15 UTC', '2026-05-27T11:41:15Z'],
  ['2026-05-27T07:41:15-02:30', '2026-05-27T10:11:15Z'],
  ['19/Apr/2026:17:20:44 +0200', '2026-04-19T15:20:44Z'],
  ['Thu, 26 Nov 2026 20:17:27 GMT', '2026-11-26T20:17:27Z'],
  ['1776612044', '2026-04-19T15:20:44Z'],
  ['1776612044123', '2026-04-19T15:20:44.123Z'],
  ['1776612044123456', '2026-04-19T15:20:44.123456Z'],
  ['1776612044.5', '2026-04-19T15:20:44.500Z'],
];

const LOCAL: readonly (readonly [string, string])[] = [
  ['2026/04/19 17:20:44', '2026-04-19T17:20:44Z'],
  ['2026-03-14 08:31:02,015', '2026-03-14T08:31:02.015Z'],
  ['2026-03-14\t08:31:02,015\t', '2026-03-14T08:31:02.015Z'],
  ['2026-03-14 08:31:02.5', '2026-03-14T08:31:02.500Z'],
  ['19.04.2026 17:20:44', '2026-04-19T17:20:44Z'],
  ['19.04.2026, 17:20:44', '2026-04-19T17:20:44Z'],
  ['11/8/2026, 12:41:05 AM', '2026-11-08T00:41:05Z'],
  ['11/8/2026, 12:41:05 PM', '2026-11-08T12:41:05Z'],
  ['9/11/2026 3:14:29 PM', '2026-09-11T15:14:29Z'],
  ['10/1/2026, 4:25:10\u202FPM', '2026-10-01T16:25:10Z'],
  ['4/19/2026 17:20:44', '2026-04-19T17:20:44Z'],
  ['19/4/2026 17:20:44', '2026-04-19T17:20:44Z'],
  ['Thu Nov 26 20:17:27 2026', '2026-11-26T20:17:27Z'],
  ['Apr 19 2026 17:20:44', '2026-04-19T17:20:44Z'],
];

const YEARLESS: readonly (readonly [string, string])[] = [
  ['Jun 17 12:03:28 host', '1972-06-17T12:03:28Z'],
  ['Jun  7 12:03:28 host', '1972-06-07T12:03:28Z'],
  ['Okt 07 12:03:28', '1972-10-07T12:03:28Z'],
  ['Mär  1 12:03:28', '1972-03-01T12:03:28Z'],
  ['Dez 31 23:59:59', '1972-12-31T23:59:59Z'],
  ['févr. 29 01:02:03', '1972-02-29T01:02:03Z'],
  ['août 3 01:02:03', '1972-08-03T01:02:03Z'],
  ['mai 17 12:03:28', '1972-05-17T12:03:28Z'],
  ['kwi 19 17:20:44', '1972-04-19T17:20:44Z'],
  ['paź 19 17:20:44', '1972-10-19T17:20:44Z'],
  ['19 avr. 17:20:44', '1972-04-19T17:20:44Z'],
];

describe('the time of a line', () => {
  it.each(EXPLICIT)('%s has a zone', (text, iso) => {
    const found = timeAt(text, 0);
    expect(found?.time.clock).toBe('explicit');
    expect(found?.time.missing).toBeUndefined();
    expect(found?.time.at).toBeCloseTo(
      at(iso.replace('123456Z', '123Z')) + (iso.includes('123456') ? 0.456 : 0),
      2,
    );
  });

  it.each(LOCAL)('%s is what the clock on the wall showed', (text, iso) => {
    expect(timeAt(text, 0)?.time).toEqual({ at: at(iso), clock: 'local' });
  });

  it.each(YEARLESS)('%s lacks the year', (text, iso) => {
    expect(timeAt(text, 0)?.time).toEqual({ at: at(iso), clock: 'local', missing: 'year' });
  });

  it('takes a year-less time with a zone', () => {
    const found = timeAt('Apr/30 20:02:13 UTC --  Recv', 0);
    expect(found).toEqual({
      time: { at: at('1972-04-30T20:02:13Z'), clock: 'explicit', missing: 'year' },
      end: 'Apr/30 20:02:13 UTC'.length,
    });
  });

  it('takes a time of the day', () => {
    expect(timeAt('11:52:55.587 > [MO]', 0)).toEqual({
      time: { at: ((11 * 60 + 52) * 60 + 55) * 1000 + 587, clock: 'local', missing: 'date' },
      end: 12,
    });
  });

  it('keeps fractions of a millisecond', () => {
    expect(timeAt('2026-09-03T06:25:55.195996200Z', 0)?.time.at).toBeCloseTo(
      at('2026-09-03T06:25:55.195Z') + 0.9962,
      3,
    );
  });

  it.each([
    '2026-13-01 10:00:00',
    '2026-04-19 25:00:00',
    '99:99:99',
    'Foo 17 12:03:28',
    '12345',
    'Apr 45 10:00:00',
    '',
  ])('%s is no time', (text) => {
    expect(timeAt(text, 0)).toBeUndefined();
  });
});
