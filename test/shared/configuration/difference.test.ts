import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differenceOf, type DifferenceRow } from '../../../shared/configuration/difference.ts';
import { differenceText } from '../../../shared/configuration/differenceText.ts';
import type { ConfigurationItem } from '../../../shared/configuration/item.ts';
import { isSameMeaning } from '../../../shared/ocpp/configuration/sameMeaning.ts';

type Pairs = ReadonlyArray<readonly [string, (string | undefined)?]>;

const items = (pairs: Pairs): { items: ConfigurationItem[] } => ({
  items: pairs.map(([address, value]) => (value === undefined ? { address } : { address, value })),
});
const between = (before: Pairs, after: Pairs): DifferenceRow[] =>
  differenceOf(items(before), items(after), {
    sameMeaning: (_, one, other) => isSameMeaning({ type: 'boolean' }, one, other),
  });
const kinds = (rows: readonly DifferenceRow[]): string[] =>
  rows.map(({ address, kind }) => `${address} ${kind}`);

describe('the difference of two configurations', () => {
  it('tells what is the same, means the same, is something else and is on one side only', () => {
    const rows = between(
      [
        ['A', '1'],
        ['B', 'True'],
        ['C', '1'],
        ['D', '1'],
      ],
      [
        ['A', '1'],
        ['B', 'true'],
        ['C', '2'],
        ['E', '1'],
      ],
    );
    expect(kinds(rows)).toEqual(['A same', 'B same-meaning', 'C changed', 'D only-before', 'E only-after']);
  });

  it('finds a key in another spelling and says so', () => {
    const [row, ...others] = between([['HeartbeatInterval', '60']], [['heartBeatInterval', '60']]);
    expect(row).toMatchObject({ kind: 'same', addressAfter: 'heartBeatInterval' });
    expect(others).toEqual([]);
  });

  it('loses no key that was told twice or in two spellings', () => {
    const before: Pairs = [
      ['Url', 'a'],
      ['URL', 'b'],
      ['Url', 'c'],
    ];
    expect(kinds(between(before, before))).toEqual(['Url same', 'URL same', 'Url same']);
    expect(
      kinds(
        between(before, [
          ['URL', 'b'],
          ['Url', 'c'],
        ]),
      ),
    ).toEqual(['Url only-before', 'URL same', 'Url same']);
  });

  it('says nothing of what was not told or not read', () => {
    expect(kinds(between([['A'], ['B', '1']], [['A'], ['B']]))).toEqual(['A not-known', 'B not-known']);
    expect(kinds(differenceOf(items([['A', '1']]), { items: [], unread: ['a'] }))).toEqual(['A not-known']);
  });

  it('has every item of both exactly once', () => {
    const some = fc.array(
      fc.tuple(fc.constantFrom('a', 'A', 'b', 'c '), fc.option(fc.string(), { nil: undefined })),
    );
    fc.assert(
      fc.property(some, some, (before, after) => {
        const rows = between(before, after);
        const only = (kind: string): number => rows.filter((row) => row.kind === kind).length;
        expect(rows.length - only('only-after')).toBe(before.length);
        expect(rows.length - only('only-before')).toBe(after.length);
      }),
    );
  });
});

describe('the text of a difference', () => {
  it('has a line for each and hides secrets', () => {
    const rows = between(
      [
        ['AuthorizationKey', 'old-secret'],
        ['Banner', ''],
        ['Same', '1'],
      ],
      [
        ['AuthorizationKey', 'new-secret'],
        ['Banner', 'two\nlines'],
        ['Same', '1'],
      ],
    );
    const text = differenceText(rows, { before: 'CP-1', after: 'CP-2' });
    expect(text).not.toMatch(/secret(?!\))/);
    expect(text.split('\n')).toEqual([
      'CP-1 → CP-2',
      '≠ AuthorizationKey: different (a secret)',
      '≠ Banner: empty → "two\\nlines"',
      '2 different, 1 the same.',
    ]);
    expect(JSON.stringify(rows)).not.toContain('old-secret');
  });
});
