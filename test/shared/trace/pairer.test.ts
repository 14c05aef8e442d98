import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Pairer, type PairerInput, type Pairing } from '../../../shared/trace/pairer.ts';

type Step = Partial<PairerInput> & Pick<PairerInput, 'kind' | 'direction'>;

/** Feeds records with seq 1, 2, 3 … at 100 ms intervals; the station is A and the message id m unless they say otherwise. */
function run(steps: readonly Step[], pairer = new Pairer()): Pairing[] {
  return steps.map((step, index) =>
    pairer.add({ seq: index + 1, at: 1000 + index * 100, stationId: 'A', messageId: 'm', ...step }),
  );
}

describe('Pairer', () => {
  it('pairs an answer with its call', () => {
    const [, result, again] = run([
      { kind: 'call', direction: 'in', action: 'Heartbeat' },
      { kind: 'result', direction: 'out' },
      { kind: 'result', direction: 'out' },
    ]);
    expect(result).toEqual({ pairSeq: 1, latencyMs: 100, action: 'Heartbeat' });
    expect(again).toEqual({});
  });

  it('pairs an error too, and one without an action', () => {
    expect(
      run([
        { kind: 'call', direction: 'out' },
        { kind: 'error', direction: 'in' },
      ])[1],
    ).toEqual({ pairSeq: 1, latencyMs: 100 });
  });

  it('needs the same station, the same id and the opposite direction', () => {
    const steps: Step[] = [
      { kind: 'call', direction: 'in', action: 'Heartbeat' },
      { kind: 'result', direction: 'out', stationId: 'B' },
      { kind: 'result', direction: 'out', messageId: 'n' },
      { kind: 'result', direction: 'in' },
      { kind: 'result', direction: 'out', messageId: undefined },
    ];
    expect(run(steps).slice(1)).toEqual([{}, {}, {}, {}]);
  });

  it('lets calls of both sides cross, also with one id', () => {
    const answers = run([
      { kind: 'call', direction: 'in', action: 'Heartbeat' },
      { kind: 'call', direction: 'out', action: 'Reset' },
      { kind: 'result', direction: 'in' },
      { kind: 'result', direction: 'out' },
    ]);
    expect(answers.map(({ pairSeq, action }) => [pairSeq, action]).slice(2)).toEqual([
      [2, 'Reset'],
      [1, 'Heartbeat'],
    ]);
  });

  it('answers the most recent call first where an id was used twice', () => {
    const answers = run([
      { kind: 'call', direction: 'in', action: 'First' },
      { kind: 'call', direction: 'in', action: 'Second' },
      { kind: 'result', direction: 'out' },
      { kind: 'result', direction: 'out' },
      { kind: 'result', direction: 'out' },
    ]);
    expect(answers.map(({ pairSeq }) => pairSeq)).toEqual([undefined, undefined, 2, 1, undefined]);
  });

  it('pairs a CALLRESULTERROR with the result that it answers', () => {
    const answers = run([
      { kind: 'call', direction: 'in', action: 'Heartbeat' },
      { kind: 'result', direction: 'out' },
      { kind: 'resultError', direction: 'in' },
      { kind: 'resultError', direction: 'in' },
    ]);
    expect(answers[2]).toEqual({ pairSeq: 2, latencyMs: 100, action: 'Heartbeat' });
    expect(answers[3]).toEqual({});
  });

  it('takes a CALLERROR for our result as a third leg', () => {
    const answers = run([
      { kind: 'call', direction: 'in', action: 'Heartbeat' },
      { kind: 'result', direction: 'out' },
      { kind: 'error', direction: 'in' },
      { kind: 'error', direction: 'in' },
    ]);
    expect(answers[2]).toEqual({ pairSeq: 2, latencyMs: 100, action: 'Heartbeat' });
    expect(answers[3]).toEqual({});
  });

  it('forgets a station, and does so by itself when it connects anew', () => {
    const pairer = new Pairer();
    run([{ kind: 'call', direction: 'in' }], pairer);
    pairer.forget('A');
    expect(run([{ kind: 'result', direction: 'out' }], pairer)).toEqual([{}]);
    expect(
      run([
        { kind: 'call', direction: 'in' },
        { kind: 'connect', direction: 'in' },
        { kind: 'result', direction: 'out' },
      ]).at(-1),
    ).toEqual({});
  });

  it('leaves alone what a new connection asked before the old one was known to be dead', () => {
    expect(
      run([
        { kind: 'connect', direction: 'in', messageId: undefined },
        { kind: 'call', direction: 'in', action: 'BootNotification' },
        { kind: 'disconnect', direction: 'in', messageId: undefined },
        { kind: 'result', direction: 'out' },
      ]).at(-1)?.pairSeq,
    ).toBe(2);
  });

  it('never makes a negative latency', () => {
    expect(
      run([
        { kind: 'call', direction: 'in', at: 5000 },
        { kind: 'result', direction: 'out', at: 4000 },
      ])[1]?.latencyMs,
    ).toBe(0);
  });

  it.each([
    { limit: 16, ids: 'the same id' },
    { limit: 1000, ids: 'different ids' },
  ])('remembers $limit open calls with $ids, and drops the oldest', ({ limit, ids }) => {
    const id = (index: number): string => (ids === 'the same id' ? 'm' : `m${index}`);
    const calls = Array.from({ length: 1500 }, (_, index): Step => {
      return { kind: 'call', direction: 'in', messageId: id(index) };
    });
    const answers = Array.from({ length: 1500 }, (_, index): Step => {
      return { kind: 'result', direction: 'out', messageId: id(1499 - index) };
    });
    const pairs = run([...calls, ...answers]).slice(1500);
    expect(pairs.filter(({ pairSeq }) => pairSeq !== undefined)).toHaveLength(limit);
    expect(pairs[0]?.pairSeq).toBe(1500);
    expect(pairs[limit - 1]?.pairSeq).toBe(1501 - limit);
  });

  it('agrees with the rule read literally', () => {
    const step = fc.record({
      kind: fc.constantFrom('call' as const, 'result' as const, 'error' as const),
      direction: fc.constantFrom('in' as const, 'out' as const),
      messageId: fc.constantFrom('a', 'b', 'c'),
      stationId: fc.constantFrom('A', 'B'),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const answered = new Set<number>();
        const paired = new Set<number>();
        const literal = steps.map((answer, index) => {
          if (answer.kind === 'call') return undefined;
          const asked = (kind: 'call' | 'result'): number | undefined => {
            for (let before = index - 1; before >= 0; before--) {
              const leg = steps[before];
              if (leg?.kind !== kind || answered.has(before)) continue;
              if (kind === 'result' && !paired.has(before)) continue;
              if (leg.messageId !== answer.messageId || leg.stationId !== answer.stationId) continue;
              if (leg.direction === answer.direction) continue;
              answered.add(before);
              return before + 1;
            }
            return undefined;
          };
          const pair = asked('call') ?? (answer.kind === 'error' ? asked('result') : undefined);
          if (pair !== undefined) paired.add(index);
          return pair;
        });
        expect(run(steps).map(({ pairSeq }) => pairSeq)).toEqual(literal);
      }),
    );
  });
});
