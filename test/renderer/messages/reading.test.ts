import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messageTime } from '../../../renderer/features/messages/detail/messageTime.ts';
import { filterPath, nearIn, shownPath } from '../../../renderer/features/messages/detail/payloadPlace.ts';
import { rawLines, withSigns } from '../../../renderer/features/messages/detail/rawLines.ts';
import { beginsDay, shownTime, TIME_MODES } from '../../../renderer/features/messages/list/timeMode.ts';
import { closeCutJson } from '../../../renderer/ui/closeCutJson.ts';
import { createTimeFormats } from '../../../renderer/ui/timeFormats.ts';
import { treeOf } from '../ui/treeOf.ts';

const formats = createTimeFormats('en', 'Europe/Berlin');
const NOON = Date.parse('2026-01-31T11:00:00.000Z');

describe('times in the list', () => {
  const row = { at: NOON + 90_000, zeroAt: NOON, previousAt: NOON + 89_000 };

  it('stand in each mode', () => {
    const shown = TIME_MODES.map((mode) => `${mode} ${shownTime({ mode, ...row }, formats)}`);
    expect(shown).toEqual([
      'absolute 12:01:30.000',
      'utc 11:01:30.000',
      'relative +1:30',
      'reference +1:30',
      'delta +1.0 s',
    ]);
  });

  it('are those of the clock as long as nothing is chosen to count from', () => {
    const nothing = { at: NOON, zeroAt: undefined, previousAt: undefined };
    expect(shownTime({ mode: 'reference', ...nothing }, formats)).toBe('12:00:00.000');
    expect(shownTime({ mode: 'delta', ...nothing }, formats)).toBe('');
  });

  it('name the day where it begins', () => {
    const late = Date.parse('2026-01-31T23:59:59.900Z');
    const early = Date.parse('2026-02-01T00:00:00.100Z');
    expect(beginsDay({ mode: 'utc', at: early, previousAt: late }, 5, early)).toBe(true);
    expect(beginsDay({ mode: 'utc', at: early + 1, previousAt: early }, 6, early)).toBe(false);
    // Nothing is known of the row above.
    expect(beginsDay({ mode: 'utc', at: early, previousAt: undefined }, 7, late)).toBe(false);
    // The first row of a list of today needs no date, that of an older one does.
    expect(beginsDay({ mode: 'utc', at: early, previousAt: undefined }, 0, early + 1000)).toBe(false);
    expect(beginsDay({ mode: 'utc', at: late, previousAt: undefined }, 0, early)).toBe(true);
    expect(formats.utcDay(late)).toContain('31');
    expect(formats.day(late)).toContain('Feb 1');
  });
});

describe('the time in a message', () => {
  const read = (payload: unknown, at = NOON): ReturnType<typeof messageTime> => {
    const text = JSON.stringify(payload);
    return messageTime(text, treeOf(text), at);
  };

  it('is told against the time of its record', () => {
    expect(read({ timestamp: '2026-01-31T10:57:00Z' })?.skewMs).toBe(-180_000);
    expect(read({ timestamp: '2026-01-31T11:05:00Z' })?.skewMs).toBe(300_000);
    expect(read({ timestamp: '2026-01-31T11:00:01.900Z' })?.skewMs).toBeUndefined();
    expect(read({ timestamp: '2026-01-31T10:00:00Z', offline: true })?.isOffline).toBe(true);
  });

  it('is that of the newest meter value', () => {
    const meterValue = [{ timestamp: '2026-01-31T10:00:00Z' }, { timestamp: '2026-01-31T10:59:00Z' }];
    expect(read({ connectorId: 1, meterValue })?.skewMs).toBe(-60_000);
  });

  it('is nothing where there is none', () => {
    for (const payload of [{}, [], 7, { timestamp: 'now' }, { meterValue: 7 }, { meterValue: [] }]) {
      expect(read(payload)).toBeUndefined();
    }
  });
});

describe('raw text', () => {
  it('is laid out without losing a character', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme', minLength: 50 })),
        fc.nat(3),
        (piece, times) => {
          const text = piece.repeat(1 + times * 400);
          expect(
            rawLines(text)
              .map(({ start, end }) => text.slice(start, end))
              .join(''),
          ).toBe(text);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('has the numbers of its lines, and pieces of those that are too long', () => {
    expect(rawLines('a\r\nb\n\nc').map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    const numbers = rawLines(`x\n${'y'.repeat(40_000)}`).map(({ number }) => number);
    expect(numbers.slice(0, 3)).toEqual([1, 2, undefined]);
    expect(numbers).toHaveLength(401);
  });

  it('shows what would not be seen', () => {
    const shown = (text: string): string =>
      withSigns(text)
        .map(({ text: part }) => part)
        .join('');
    expect(shown('a b\t\0\r\n')).toBe('a·b→␀␍␊');
    expect(shown('\uFEFF\u200B\u00A0\uDC80é😀')).toBe('[BOM][U+200B][NBSP][U+DC80]é😀');
  });
});

describe('a text that was cut', () => {
  it.each([
    ['[2,"1","DataTransfer",{"data":"yyy', '[2,"1","DataTransfer",{"data":"yyy"}]'],
    ['{"a":1,"b":[1,2', '{"a":1,"b":[1]}'],
    ['{"a":"x\\', '{"a":"x"}'],
    ['{"a":"x\\u00', '{"a":"x"}'],
    ['{"a":"\\\\', '{"a":"\\\\"}'],
    ['{"a":1,"b', '{"a":1}'],
    ['{"a":', '{}'],
    ['{"a":tru', '{}'],
    ['["x', '["x"]'],
  ])('%s is closed', (text, expected) => {
    expect(closeCutJson(text)).toBe(expected);
  });

  it('is JSON wherever it was cut', () => {
    fc.assert(
      fc.property(fc.json(), fc.double({ min: 0, max: 1, noNaN: true }), (json, share) => {
        const text = `[${json}]`;
        const cut = closeCutJson(text.slice(0, Math.max(1, Math.floor(text.length * share))));
        expect(() => JSON.parse(cut ?? '') as unknown).not.toThrow();
      }),
      { numRuns: 2000 },
    );
  });

  it('is nothing where it is no JSON', () => {
    expect(closeCutJson('pong')).toBeUndefined();
  });
});

describe('the place of a value', () => {
  it('is a path for people and one for the filter', () => {
    expect(shownPath('/meterValue/0/sampledValue/12/value')).toBe('meterValue[0].sampledValue[12].value');
    expect(filterPath('/meterValue/0/sampledValue/12/value')).toBe(
      'payload.meterValue[*].sampledValue[*].value',
    );
    expect(shownPath('/a~1b/c d')).toBe('"a/b"."c d"');
    expect(filterPath('/0')).toBe('payload[*]');
  });

  it('knows what stands near it', () => {
    const text = '{"chargingRateUnit":"A","list":[{"limit":16,"unitOfMeasure":{"unit":"W"}}]}';
    const near = nearIn(text, treeOf(text), '/list/0/limit');
    expect(near('chargingRateUnit')).toBe('A');
    expect(near('unitOfMeasure.unit')).toBe('W');
    expect(near('limit')).toBe('16');
    expect(near('list')).toBeUndefined();
    expect(nearIn(text, treeOf(text), '/not/there')('chargingRateUnit')).toBe('A');
  });
});
