import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileFilter } from '../../../../shared/trace/filter/compileFilter.ts';
import { parseFilter } from '../../../../shared/trace/filter/parseFilter.ts';
import { containing, equalling, wildcardPattern } from '../../../../shared/trace/filter/textPattern.ts';
import { LOCAL_ZONE } from '../../../../shared/trace/filter/timeZone.ts';
import { matches, subject } from './subjects.ts';

/** A phrase of the language that means this text, letter by letter. */
const phrase = (text: string): string => `"${text.replaceAll(/[\\"“”„]/g, String.raw`\$&`)}"`;

describe('words', () => {
  it('let everything through where there are none', () => {
    expect(matches({})).toBe(true);
    expect(matches('')).toBe(true);
    expect(matches('  ')).toBe(true);
  });

  it.each([
    ['faulted', true],
    ['FAULTED', true],
    ['überHITZUNG', true],
    ['"(l1)"', true],
    ['{"connectorId":1,"status":"Fau', true],
    ['fau*hitz', true],
    ['hitz*fau', false],
    ['"fau*hitz"', false],
    ['.*', false],
    ['Charging', false],
    ['faulted status', true],
    ['faulted charging', false],
    ['faulted or charging', true],
    ['-charging', true],
    ['not charging', true],
    ['-(charging or faulted)', false],
    ['“Faulted”', true],
    ['http://example.org/x', false],
  ])('%j in the raw text: %s', (query, expected) => {
    expect(matches(query)).toBe(expected);
  });

  it('are found in the action of an answer, whose raw text does not have it', () => {
    expect(matches('statusnot', { kind: 'result', raw: '[3,"1",{}]' })).toBe(true);
  });

  it('answer the same for the same record, however often they are asked', () => {
    const parsed = parseFilter('fau*ted');
    if ('error' in parsed) throw new Error(parsed.error.message);
    const isMatch = compileFilter(parsed.node, LOCAL_ZONE);
    expect([isMatch(subject()), isMatch(subject()), isMatch(subject())]).toEqual([true, true, true]);
  });

  it('find every piece of the raw text, whatever its characters', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        fc.string(),
        (before, text, after) => {
          expect(matches(phrase(text), { raw: before + text + after })).toBe(true);
        },
      ),
    );
  });
});

describe('patterns', () => {
  const letters = fc.string({
    unit: fc.constantFrom('a', 'A', 'b', '.', '(', '\\', '^', '$'),
    maxLength: 12,
  });
  const pattern = fc.string({ unit: fc.constantFrom('a', 'B', '*', '.', '('), maxLength: 8 });

  it('agree with comparing lower-cased text by an ordinary expression', () => {
    fc.assert(
      fc.property(letters, pattern, (text, wanted) => {
        const body = wanted
          .toLowerCase()
          .split('*')
          .map((piece) => piece.replaceAll(/[.(]/g, String.raw`\$&`))
          .join('[^]*');
        const lower = text.toLowerCase();
        expect(containing(wildcardPattern(wanted))(text)).toBe(new RegExp(body).test(lower));
        expect(equalling(wildcardPattern(wanted))(text)).toBe(new RegExp(`^(?:${body})$`).test(lower));
      }),
    );
  });

  it('take time in proportion to the text, however many stars they have', () => {
    const many = wildcardPattern(`${'a*'.repeat(500)}b`);
    expect(containing(many)('a'.repeat(200_000))).toBe(false);
  });
});

describe('stations and ranges', () => {
  it('join a query by and', () => {
    expect(matches({ stationIds: ['CP-0', 'CP-1'] })).toBe(true);
    expect(matches({ stationIds: ['CP-0'] })).toBe(false);
    expect(matches({ stationIds: [] })).toBe(false);
    expect(matches({ stationIds: ['CP-1'], query: 'nothing' })).toBe(false);
  });

  it('let the numbers of a selection through', () => {
    const ranges: [number, number][] = [
      [2, 4],
      [7, 7],
      [9, 20],
    ];
    const through = Array.from({ length: 22 }, (_, seq) => seq).filter((seq) => matches({ ranges }, { seq }));
    expect(through).toEqual([2, 3, 4, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
  });
});
