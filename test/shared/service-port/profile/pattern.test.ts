import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compilePattern,
  LONGEST_TEXT,
  patternFault,
} from '../../../../shared/service-port/profile/pattern/compilePattern.ts';

describe('patterns of profiles', () => {
  it('give the place and the named groups', () => {
    const pattern = compilePattern('fw (?<major>\\d+)\\.(?<minor>\\d+)(?:-(?<tag>[a-z]+))?');
    expect(pattern.names).toEqual(['major', 'minor', 'tag']);
    expect(pattern.find('the fw 12.3 runs')).toEqual({
      start: 4,
      end: 11,
      groups: { major: '12', minor: '3' },
    });
    expect(pattern.find('none')).toBeUndefined();
  });

  it('go on from a place', () => {
    const pattern = compilePattern('a+');
    expect(pattern.find('aa b aaa', 2)).toMatchObject({ start: 5, end: 8 });
  });

  it.each([
    ['(a)\\1', 'references back'],
    ['(?<x>a)\\k<x>', 'references back'],
    ['(?=a)b', 'looking ahead'],
    ['(?<!a)b', 'looking ahead'],
    ['a{1000}b{1000}c{1000}d{1000}', 'too long'],
    ['(?:a{99}){99}', 'invalid repeat'],
    ['(', 'missing closing'],
    [')', 'unexpected )'],
    ['[a', 'missing closing'],
    ['*a', 'missing argument'],
    ['a**', 'invalid nested'],
    ['[z-a]', 'invalid character class range'],
    ['a{3,2}', 'invalid repeat'],
    ['\\', 'trailing backslash'],
    ['(?<a>x)(?<a>y)', 'duplicate'],
  ])('refuse %s', (source, why) => {
    expect(patternFault(source)).toContain(why);
    expect(() => compilePattern(source)).toThrow(why);
  });

  it('refuse groups in groups in groups', () => {
    expect(patternFault(`${'('.repeat(2000)}a${')'.repeat(2000)}`)).toContain('nest');
  });

  it('run in a time that grows with the text, where a regular expression of JavaScript would take for ever', () => {
    const pattern = compilePattern('^(?:a|a|aa|b*b*b*b*b*b*b*)x.*.*.*.*.*.*.*y$');
    expect(pattern.find(`a${'x'.repeat(LONGEST_TEXT)}`)).toBeUndefined();
    expect(compilePattern('(a+)+b|(?:.*a){12}z').find('a'.repeat(LONGEST_TEXT))).toBeUndefined();
  });

  it('look no further than the longest text', () => {
    expect(compilePattern('z').find(`${'a'.repeat(LONGEST_TEXT)}z`)).toBeUndefined();
  });

  it('end where an empty text repeats', () => {
    expect(compilePattern('(?:a?)(?:b|)*c').find('xbbc')).toMatchObject({ start: 0 + 1, end: 4 });
  });

  const atom = fc.oneof(
    fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', '\\w', '\\b', '^', '$', 'é', '\\x61', '\\.'),
  );
  const repeatable = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', '(?:ab|a)', '(?:a|b|)');
  const repeat = fc
    .tuple(repeatable, fc.constantFrom('*', '+', '?', '{2}', '{1,}', '{0,2}'), fc.constantFrom('', '?'))
    .map((parts) => parts.join(''));
  const sequence = fc.array(fc.oneof(atom, repeat), { minLength: 1, maxLength: 5 }).map((p) => p.join(''));
  const pattern = fc
    .tuple(sequence, sequence, sequence)
    .map(([one, two, three]) => `${one}(?<x>${two})|(?<y>${three})`);

  it('find what JavaScript finds', () => {
    fc.assert(
      fc.property(
        pattern,
        fc.string({ unit: fc.constantFrom('a', 'b', '1', 'é', '.', '\n'), maxLength: 12 }),
        (source, text) => {
          const theirs = new RegExp(source).exec(text);
          const ours = compilePattern(source).find(text);
          const groups = Object.entries(theirs?.groups ?? {}).filter(([, value]) => value !== undefined);
          expect(ours).toEqual(
            theirs === null
              ? undefined
              : {
                  start: theirs.index,
                  end: theirs.index + theirs[0].length,
                  groups: Object.fromEntries(groups),
                },
          );
        },
      ),
      { numRuns: 1000 },
    );
  });
});
