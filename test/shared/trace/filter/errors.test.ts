import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkParams } from '../../../../shared/contract/checkParams.ts';
import { METHODS } from '../../../../shared/contract/methods.ts';
import { parseFilter } from '../../../../shared/trace/filter/parseFilter.ts';
import { MAX_QUERY_CHARS } from '../../../../shared/trace/filter/traceFilter.ts';

const PIECES = [
  ...Array.from('()-"“ :,>\\*aü😀\0'),
  ...'or not and = .. action: time: 10:00 latency: 2s payload. payload.a[0] [*] issue:any unanswered'.split(
    ' ',
  ),
];

describe('a query that cannot be read', () => {
  it.each<[query: string, wrong: string, sentence: RegExp]>([
    [
      'a acton:Boot',
      'acton:',
      /no key “acton:”\. Did you mean action:\? To find “acton:Boot” as text, put it in quotes/,
    ],
    ['transaction:1', 'transaction:', /Did you mean tx:\?/],
    ['AA:BB:CC', 'AA:', /To find “AA:BB:CC” as text, put it in quotes/],
    ['action:', 'action:', /a value is missing, as in action:MeterValues/],
    ['action:A,', 'action:A,', /a value is missing/],
    ['dir:inn', 'inn', /dir: has no “inn”\. Did you mean dir:in\? It takes in, out\./],
    ['type:req', 'req', /It takes call, result/],
    ['latency:>2', '>2', /“>2” is not understood: here stands a duration with its unit/],
    ['size:big', 'big', /a number of bytes/],
    ['size:10..5', '10..5', /ends before it begins/],
    ['time:25:00', '25:00', /here stand times/],
    ['time:2026-02-30', '2026-02-30', /here stand times/],
    ['time:10:00..2026-01-01', '10:00..2026-01-01', /here stand times/],
    ['seq:-5', '-5', /record numbers/],
    ['version:1.7', '1.7', /Did you mean version:1\.5\?|It takes 1\.5, 1\.6, 2\.0\.1, 2\.1/],
    ['status=Faulted', 'status=Faulted', /compared as payload\.status=Faulted/],
    ['payload.status>high', 'high', /compares with a number or a date, not with “high”/],
    ['payload.status=', 'payload.status=', /a value is missing/],
    ['(a or b', '(', /bracket is not closed/],
    ['a) b', ')', /bracket closes nothing/],
    ['()', ')', /Nothing stands between these brackets/],
    ['"a b', '"a b', /quote is not closed/],
    ['or a', 'or', /Before “or” something is missing/],
    ['a or', 'or', /Something is missing behind “or” at the end/],
    ['a not', 'not', /Something is missing behind “not”/],
    ['a and or b', 'or', /Before “or” something is missing/],
    [`${'('.repeat(1000)}a`, '(', /too many brackets/],
  ])('%s: %s is wrong', (query, wrong, sentence) => {
    const parsed = parseFilter(query);
    if (!('error' in parsed)) throw new Error('it was read');
    const { message, from, to } = parsed.error;
    expect(query.slice(from, to)).toBe(wrong);
    expect(message).toMatch(sentence);
    expect(message).toMatch(/[.?]$/);
  });

  it('fails a call of the contract with its sentence', () => {
    const open = (query: string): unknown =>
      checkParams('view.open', METHODS['view.open'].params, { filter: { query } });
    expect(open('action:Heartbeat')).toEqual({ filter: { query: 'action:Heartbeat' } });
    expect(() => open('acton:x')).toThrow(
      expect.objectContaining({
        code: 'invalid-params',
        message:
          'There is no key “acton:”. Did you mean action:? To find “acton:x” as text, put it in quotes.',
      }) as Error,
    );
    expect(() => open('x'.repeat(MAX_QUERY_CHARS + 1))).toThrow(/4000/);
  });

  it('is never an exception, and its place lies in the text', () => {
    const piece = fc.constantFrom(...PIECES);
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece, { maxLength: 14 }).map((all) => all.join('')),
          fc.string(),
        ),
        (query) => {
          const parsed = parseFilter(query);
          if (!('error' in parsed)) return;
          const { from, to } = parsed.error;
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeGreaterThanOrEqual(from);
          expect(to).toBeLessThanOrEqual(query.length);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
