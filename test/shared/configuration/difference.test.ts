import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differenceOf, settableFirst, type DifferenceRow } from '../../../shared/configuration/difference.ts';
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

  it('tells what can be set from what the charger only shows, which comes last', () => {
    const clock = { address: 'Clock', access: 'read-only' as const };
    const rows = differenceOf(
      {
        items: [
          { ...clock, value: '1' },
          { address: 'Given', value: '1' },
          { address: 'Known', value: '1' },
        ],
      },
      {
        items: [
          { address: 'clock', value: '2' },
          { address: 'Given', value: '2', access: 'read-write' },
          { address: 'Known', value: '2' },
          { address: 'Own', value: '2' },
        ],
      },
      { accessOf: (address) => (address === 'Own' ? undefined : 'read-only') },
    );
    // The word of a charger counts before the specification's, and what nobody knows may be settable.
    expect(settableFirst(rows).map(({ address, isSettable }) => `${address} ${isSettable}`)).toEqual([
      'Given true',
      'Own true',
      'Clock false',
      'Known false',
    ]);
    const words = 'What can only be read, such as clocks, counters and measurements';
    const lines = (isSettableOnly: boolean): string[] =>
      differenceText(rows, undefined, { isSettableOnly }).split('\n').slice(3);
    expect(lines(true)).toEqual(['1 different, 1 only after.', `${words}, is left out: 2 different.`]);
    expect(lines(false)).toEqual([
      '1 different, 1 only after.',
      '',
      `${words}:`,
      '≠ Clock (after: clock): 1 → 2',
      '≠ Known: 1 → 2',
      '2 different.',
    ]);
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
