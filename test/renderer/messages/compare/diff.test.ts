import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countChanges,
  onlyDifferences,
  type DiffLine,
} from '../../../../renderer/features/messages/compare/diffLine.ts';
import { jsonDiff } from '../../../../renderer/features/messages/compare/jsonDiff.ts';
import { textDiff } from '../../../../renderer/features/messages/compare/textDiff.ts';
import { parseJsonTree } from '../../../../shared/jsonTree.ts';

function diff(left: string, right: string): DiffLine[] {
  const [one, other] = [parseJsonTree(left).root, parseJsonTree(right).root];
  if (one === undefined || other === undefined) throw new Error('no JSON');
  return jsonDiff({ text: left, node: one }, { text: right, node: other });
}

/** `~ key: left | right`, indented. */
function shown(lines: readonly DiffLine[]): string[] {
  const signs = { same: ' ', added: '+', removed: '-', changed: '~' };
  return lines.map(({ change, depth, key, left, right }) => {
    const name = key === undefined ? '' : `${key}: `;
    return `${signs[change]} ${'  '.repeat(depth)}${name}${left ?? ''}${left === right ? '' : ` | ${right ?? ''}`}`;
  });
}

describe('two payloads', () => {
  it('are compared member by member, wherever a member stands', () => {
    const left = '{"connectorId":1,"status":"Charging","info":{"a":[1,2,3]},"old":{"x":1}}';
    const right = '{"status":"Faulted","connectorId":1,"info":{"a":[1,5]},"new":[true]}';
    expect(shown(diff(left, right))).toEqual([
      '  {',
      '    "connectorId": 1',
      '~   "status": "Charging" | "Faulted"',
      '    "info": {',
      '      "a": [',
      '        1',
      '~       2 | 5',
      '-       3 | ',
      '      ]',
      '    }',
      '-   "old": { | ',
      '-     "x": 1 | ',
      '-   } | ',
      '+   "new":  | [',
      '+      | true',
      '+    | ]',
      '  }',
    ]);
  });

  it('keep every digit: a number beyond 2^53 differs in its last one', () => {
    expect(
      shown(diff('{"transactionId":9223372036854775807}', '{"transactionId":9223372036854775806}')),
    ).toEqual(['  {', '~   "transactionId": 9223372036854775807 | 9223372036854775806', '  }']);
  });

  it('take the same words for the same, however they are escaped', () => {
    expect(countChanges(diff('["a\\/\\u00e9"]', '["a/é"]'))).toEqual({ added: 0, removed: 0, changed: 0 });
  });

  it('pair a repeated key with its like', () => {
    expect(shown(diff('{"a":1,"a":2}', '{"a":1,"a":3,"a":4}'))).toEqual([
      '  {',
      '    "a": 1',
      '~   "a": 2 | 3',
      '+   "a":  | 4',
      '  }',
    ]);
  });

  it('show a value that became a list as one that went and one that came', () => {
    expect(shown(diff('{"a":1}', '{"a":[1]}'))).toEqual([
      '  {',
      '-   "a": 1 | ',
      '+   "a":  | [',
      '+      | 1',
      '+    | ]',
      '  }',
    ]);
    expect(shown(diff('{"a":{}}', '{"a":[]}'))).toEqual(['  {', '~   "a": {} | []', '  }']);
  });

  it('show only what differs, with its way there', () => {
    const lines = diff('{"a":{"b":1,"c":2},"d":{"e":1}}', '{"a":{"b":1,"c":3},"d":{"e":1}}');
    expect(shown(onlyDifferences(lines))).toEqual(['  {', '    "a": {', '~     "c": 2 | 3', '    }', '  }']);
    expect(onlyDifferences(diff('{"a":1}', '{"a":1}'))).toEqual([]);
  });

  it('have no difference to themselves, and the left side gives back the left text', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.jsonValue({ maxDepth: 4 }), (one, other) => {
        const [left, right] = [JSON.stringify(one), JSON.stringify(other)];
        expect(onlyDifferences(diff(left, left))).toEqual([]);
        const lines = diff(left, right);
        const words = (side: 'left' | 'right'): string =>
          lines.map((line) => (line[side] === undefined ? '' : (line.key ?? '') + line[side])).join('');
        const bare = (text: string): string[] => text.replaceAll(/[,:]/g, '').split('').sort();
        // Strings may hold the marks too, so they are left out on both sides.
        expect(bare(words('left'))).toEqual(bare(left));
        expect(bare(words('right'))).toEqual(bare(right));
      }),
      { numRuns: 60 },
    );
  });
});

describe('two texts', () => {
  it('are compared line by line', () => {
    const lines = textDiff(['a', 'b', 'c', 'd', 'e'], ['a', 'c', 'x', 'e', 'f']);
    expect(shown(lines)).toEqual(['  a', '- b | ', '  c', '~ d | x', '  e', '+  | f']);
  });

  it('give back both sides, whatever they are', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });
    fc.assert(
      fc.property(text, text, (left, right) => {
        const lines = textDiff(left, right);
        expect(lines.flatMap((line) => line.left ?? [])).toEqual(left);
        expect(lines.flatMap((line) => line.right ?? [])).toEqual(right);
      }),
    );
  });

  it('of many lines without anything in common take no time', () => {
    const lines = textDiff(
      Array.from({ length: 20_000 }, (_, n) => `a${n}`),
      Array.from({ length: 20_000 }, (_, n) => `b${n}`),
    );
    expect(countChanges(lines)).toEqual({ added: 0, removed: 0, changed: 20_000 });
  });
});
