import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileFilter, matchesFilter, type FilterSubject } from '../../../shared/trace/filter.ts';

const RECORD: FilterSubject = {
  stationId: 'CP-1',
  action: 'StatusNotification',
  direction: 'in',
  issueCount: 0,
  raw: '[2,"1","StatusNotification",{"status":"Faulted","info":"Überhitzung (L1)"}]',
};

describe('filter', () => {
  it('lets everything through where it says nothing', () => {
    expect(matchesFilter({}, RECORD)).toBe(true);
    expect(matchesFilter({ text: '', onlyIssues: false }, RECORD)).toBe(true);
  });

  it.each([
    ['faulted', true],
    ['FAULTED', true],
    ['überHITZUNG', true],
    ['(l1)', true],
    ['"status":"Fau', true],
    ['.*', false],
    ['Charging', false],
  ])('finds %j in the raw text: %s', (text, expected) => {
    expect(matchesFilter({ text }, RECORD)).toBe(expected);
  });

  it('finds text in the action of an answer, whose raw text does not have it', () => {
    expect(matchesFilter({ text: 'statusnot' }, { ...RECORD, raw: '[3,"1",{}]' })).toBe(true);
  });

  it('joins the items of a list by or, and the parts by and', () => {
    expect(matchesFilter({ stationIds: ['CP-0', 'CP-1'] }, RECORD)).toBe(true);
    expect(matchesFilter({ stationIds: ['CP-0'] }, RECORD)).toBe(false);
    expect(matchesFilter({ actions: ['Heartbeat', 'StatusNotification'] }, RECORD)).toBe(true);
    expect(matchesFilter({ actions: ['Heartbeat'] }, RECORD)).toBe(false);
    expect(matchesFilter({ actions: ['Heartbeat'] }, { ...RECORD, action: undefined })).toBe(false);
    expect(matchesFilter({ directions: ['out'] }, RECORD)).toBe(false);
    expect(matchesFilter({ directions: ['in', 'out'], stationIds: ['CP-1'], text: 'fault' }, RECORD)).toBe(
      true,
    );
    expect(matchesFilter({ directions: ['in'], stationIds: ['CP-1'], text: 'nothing' }, RECORD)).toBe(false);
  });

  it('lets nothing through an empty list', () => {
    expect(matchesFilter({ stationIds: [] }, RECORD)).toBe(false);
  });

  it('shows only records with issues on demand', () => {
    expect(matchesFilter({ onlyIssues: true }, RECORD)).toBe(false);
    expect(matchesFilter({ onlyIssues: true }, { ...RECORD, issueCount: 1 })).toBe(true);
  });

  it('answers the same for the same record, however often it is asked', () => {
    const matches = compileFilter({ text: 'faulted' });
    expect([matches(RECORD), matches(RECORD), matches(RECORD)]).toEqual([true, true, true]);
  });

  it('finds every piece of the raw text, whatever its characters', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        fc.string(),
        (before, text, after) => {
          expect(matchesFilter({ text }, { ...RECORD, raw: before + text + after })).toBe(true);
        },
      ),
    );
  });

  it('agrees with comparing lower-cased text', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'A', 'b', '.', '(', '\\', '[', '^', '$'),
      maxLength: 12,
    });
    fc.assert(
      fc.property(text, text, (raw, needle) => {
        const expected = raw.toLowerCase().includes(needle.toLowerCase());
        expect(matchesFilter({ text: needle }, { ...RECORD, action: undefined, raw })).toBe(expected);
      }),
    );
  });
});
