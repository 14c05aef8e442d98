import { describe, expect, it } from 'vitest';
import {
  FIRST_DRAFT,
  readDraft,
  type DraftTrouble,
  type FaultDraft,
} from '../../../../renderer/features/answers/faultDraft.ts';
import { fromLocalDateTime, toLocalDateTime } from '../../../../renderer/features/answers/localDateTime.ts';
import { numberOrText } from '../../../../renderer/features/answers/numberOrText.ts';
import { tagRows } from '../../../../renderer/features/answers/tagRows.ts';
import { formatRoute, parseRoute } from '../../../../renderer/state/route.ts';
import { TOPIC_REDUCERS } from '../../../../renderer/state/topicReducers.ts';
import { newFaultSchema } from '../../../../shared/station/answerFault.ts';
import type { SeenTag } from '../../../../shared/station/policyState.ts';

const seen = (tag: string, lastAt: number, stationId = 'A'): SeenTag => ({
  stationId,
  tag,
  firstAt: 0,
  lastAt,
  count: 1,
});

describe('the rows of id tags', () => {
  it('have each tag once, shown ones first, spelt as in its rule', () => {
    const rows = tagRows(
      { idTags: { tags: { 'AB-1': { status: 'Blocked' }, never: { status: 'Accepted' } } } },
      { idTags: { tags: { 'ab-1': { status: 'Expired' }, all: { status: 'Accepted' } } } },
      [seen('new', 3), seen('ab-1', 2), seen('NEW', 1, 'B')],
    );
    expect(rows.map(({ tag }) => tag)).toEqual(['new', 'AB-1', 'all', 'never']);
    expect(rows[0]?.seen?.lastAt).toBe(3);
    expect(rows[1]).toMatchObject({ own: { status: 'Blocked' }, ofAll: { status: 'Expired' } });
  });
});

describe('the form of a fault', () => {
  const read = (change: Partial<FaultDraft>): ReturnType<typeof readDraft> =>
    readDraft({ ...FIRST_DRAFT, ...change });

  it('makes a fault of each kind that the core takes', () => {
    const cases: [Partial<FaultDraft>, object][] = [
      [{}, { answer: { kind: 'none' }, next: 1 }],
      [
        { action: 'Heartbeat', kind: 'delay', delayMs: '500', next: '' },
        { action: 'Heartbeat', delayMs: 500 },
      ],
      [
        { kind: 'error', description: 'why', delayMs: '1' },
        { delayMs: 1, answer: { kind: 'error', code: 'InternalError', description: 'why' }, next: 1 },
      ],
      [
        { kind: 'payload', payload: '{"a":null}', mode: 'replace' },
        { answer: { kind: 'payload', mode: 'replace', payload: { a: null } }, next: 1 },
      ],
    ];
    for (const [change, fault] of cases) {
      expect(read(change)).toEqual({ fault });
      expect(newFaultSchema.safeParse(fault).success).toBe(true);
    }
  });

  it('says which fields cannot be read', () => {
    const cases: [Partial<FaultDraft>, DraftTrouble[]][] = [
      [{ next: '0' }, ['next']],
      [{ next: '1.5', kind: 'delay' }, ['delayMs', 'next']],
      [{ kind: 'error', delayMs: 'soon' }, ['delayMs']],
      [{ kind: 'payload', payload: '[]' }, ['payload']],
      [{ kind: 'payload', payload: '{' }, ['payload']],
    ];
    for (const [change, wrong] of cases) expect(read(change)).toEqual({ wrong });
    // A field that is not shown does not stand in the way.
    expect(read({ delayMs: 'soon', payload: '{' })).toEqual({ fault: { answer: { kind: 'none' }, next: 1 } });
  });
});

describe('fields', () => {
  it('read numbers as people write them, and leave the rest to the core', () => {
    expect(['', '5', '0,5', '-9', 'x'].map(numberOrText)).toEqual([null, 5, 0.5, -9, 'x']);
  });

  it('show a time by the clock of this machine, and give it back as it was', () => {
    const iso = '2027-01-31T23:30:00.000Z';
    expect(fromLocalDateTime(toLocalDateTime(iso))).toBe(iso);
    expect([toLocalDateTime(undefined), toLocalDateTime('never'), fromLocalDateTime('')]).toEqual([
      '',
      '',
      null,
    ]);
  });
});

describe('the state', () => {
  it('of policies is by station, and that for all has none', () => {
    const state = (stationId: string | undefined, tagsShown: number): object => ({
      ...(stationId === undefined ? {} : { stationId }),
      policy: {},
      faults: [],
      tagsShown,
    });
    const reduce = (before: object[], after: object): object[] =>
      TOPIC_REDUCERS.policies(before as never, after as never);
    const first = reduce([state(undefined, 0)], state('A', 1));
    expect(reduce(first, state('A', 2))).toEqual([state(undefined, 0), state('A', 2)]);
    expect(reduce(first, state(undefined, 5))[0]).toEqual(state(undefined, 5));
  });

  it('has an address', () => {
    expect(parseRoute('#/answers')).toEqual({ screen: 'answers' });
    expect(formatRoute({ screen: 'answers' })).toBe('#/answers');
    expect(parseRoute('#/station/A/answers')).toEqual({ screen: 'station', stationId: 'A', tab: 'answers' });
  });
});
