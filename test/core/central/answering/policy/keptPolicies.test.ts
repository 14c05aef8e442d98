import { describe, expect, it } from 'vitest';
import { Policies } from '../../../../../electron/core/central/answering/policy/policies.ts';
import { mergePatch } from '../../../../../shared/mergePatch.ts';

function metaOf(entries: Record<string, string>): {
  kept: Map<string, string>;
  log: string[];
  open: () => Policies;
} {
  const kept = new Map(Object.entries(entries));
  const log: string[] = [];
  const meta = {
    get: (key: string) => kept.get(key),
    set: (key: string, value: string) => void kept.set(key, value),
  };
  return { kept, log, open: () => new Policies(meta, (line) => log.push(line)) };
}

describe('policies in the session file', () => {
  it('are there again, for stations of any id', () => {
    const { open } = metaOf({});
    const policies = open();
    policies.set('__proto__', { boot: { status: 'Pending' } }, 'merge');
    policies.set(undefined, { idTags: { mode: 'list' } }, 'merge');
    policies.set('A', { boot: { status: 'Rejected' } }, 'merge');
    policies.set('A', {}, 'replace');
    policies.addFault('A', { delayMs: 5 });
    const again = open();
    expect(again.effective('__proto__')).toEqual({
      boot: { status: 'Pending' },
      idTags: { mode: 'list', tags: {} },
    });
    expect(again.policy('A')).toEqual({});
    expect(again.faults('A')).toEqual([]);
    expect(again.states().map(({ stationId }) => stationId)).toEqual([undefined, '__proto__']);
  });

  it.each(['{', '[1]', '{"stations":[["A",{"of":"a newer Kerbside"}]]}'])(
    'that cannot be read (%s) are told of and are not in the way',
    (text) => {
      const { open, log } = metaOf({ answerPolicies: text, seenTags: text });
      expect(open().states()).toMatchObject([{ policy: {} }]);
      expect(log).toHaveLength(2);
    },
  );
});

describe('a merge patch', () => {
  it('is that of RFC 7396', () => {
    expect(
      mergePatch({ a: 1, b: { c: 1, d: 2 } }, { a: null, b: { c: null, e: [1] }, f: { g: null } }),
    ).toEqual({
      b: { d: 2, e: [1] },
      f: {},
    });
    const polluted = mergePatch({}, JSON.parse('{"__proto__":{"x":1}}') as { [key: string]: never });
    expect(Object.getPrototypeOf(polluted)).toBe(Object.prototype);
  });
});
