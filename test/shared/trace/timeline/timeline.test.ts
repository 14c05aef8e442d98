import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedTimeline, type Timeline } from '../../../../shared/trace/timeline/timeline.ts';
import { TimelineBuckets } from '../../../../shared/trace/timeline/timelineBuckets.ts';
import { TransactionSpans, type SpanInput } from '../../../../shared/trace/timeline/transactionSpans.ts';

const AT = Date.UTC(2026, 5, 1, 6);

describe('counts over time', () => {
  it('lengthens its stretches instead of growing, and loses nothing by it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4e12 }), { maxLength: 300 }), (times) => {
        const buckets = new TimelineBuckets();
        for (const at of times) buckets.add(at, { records: 1, errors: at % 2 });
        const list = buckets.list();
        const first = list[0]?.index ?? 0;
        expect((list.at(-1)?.index ?? 0) - first).toBeLessThan(1024);
        expect(list.reduce((sum, { records }) => sum + records, 0)).toBe(times.length);
        expect(list.reduce((sum, { errors }) => sum + errors, 0)).toBe(times.filter((at) => at % 2).length);
        for (const at of times) {
          expect(list.some(({ index }) => index === Math.floor(at / buckets.bucketMs))).toBe(true);
        }
      }),
    );
  });

  it('leaves records out whose time is not known', () => {
    const buckets = new TimelineBuckets();
    buckets.add(0, { records: 1 });
    buckets.add(Number.NaN, { records: 1 });
    expect(buckets.list()).toEqual([]);
  });

  it('tells what changed, and all of it where the stretches got longer', () => {
    const buckets = new TimelineBuckets();
    buckets.add(AT, { records: 1 });
    buckets.add(AT + 1000, { records: 1 });
    expect(buckets.takeChanged().buckets).toHaveLength(2);
    buckets.add(AT + 1000, { records: 1, connects: 1 });
    expect(buckets.takeChanged()).toEqual({
      isWhole: false,
      buckets: [
        {
          index: (AT + 1000) / buckets.bucketMs,
          records: 2,
          warnings: 0,
          errors: 0,
          connects: 1,
          disconnects: 0,
        },
      ],
    });
    buckets.add(AT + 3_600_000, { records: 1 });
    const { isWhole, buckets: all } = buckets.takeChanged();
    expect([isWhole, all.length]).toEqual([true, 2]);
    expect(buckets.takeChanged()).toEqual({ isWhole: false, buckets: [] });
  });
});

describe('changes', () => {
  const bucket = (index: number, records: number): Timeline['buckets'][number] => ({
    index,
    records,
    warnings: 0,
    errors: 0,
    connects: 0,
    disconnects: 0,
  });
  const before: Timeline = {
    bucketMs: 250,
    buckets: [bucket(4, 1), bucket(9, 1)],
    transactions: [],
    areSpansCut: false,
    scanned: 2,
    total: 2,
  };

  it('replace buckets, add them in their place, and keep the others', () => {
    const change = { ...before, buckets: [bucket(6, 3), bucket(9, 2)], isWhole: false, total: 6 };
    const after = changedTimeline(before, change);
    expect(after.buckets).toEqual([bucket(4, 1), bucket(6, 3), bucket(9, 2)]);
    expect(after.total).toBe(6);
  });

  it('keep the transactions where none are told', () => {
    const transactions = [{ stationId: 'CP', transactionId: '7', startAt: AT, startSeq: 1 }];
    const { transactions: _, ...change } = { ...before, isWhole: true };
    expect(changedTimeline({ ...before, transactions }, change).transactions).toEqual(transactions);
  });
});

describe('transactions', () => {
  const input = (part: Partial<SpanInput> & Pick<SpanInput, 'raw' | 'action' | 'seq'>): SpanInput => ({
    at: AT + part.seq * 1000,
    stationId: 'CP-1',
    kind: part.raw.startsWith('[3') ? 'result' : 'call',
    ...part,
  });

  it('of 1.6 begin with the answer that names them and end with StopTransaction', () => {
    const spans = new TransactionSpans();
    const start = '[2,"a","StartTransaction",{"connectorId":2,"idTag":"T","meterStart":0,"timestamp":"x"}]';
    spans.add(input({ seq: 1, action: 'StartTransaction', raw: start }));
    const answer = '[3,"a",{"transactionId":9223372036854775807,"idTagInfo":{"status":"Accepted"}}]';
    spans.add(input({ seq: 2, action: 'StartTransaction', raw: answer, pairSeq: 1 }));
    expect(spans.list()).toEqual([
      {
        stationId: 'CP-1',
        transactionId: '9223372036854775807',
        connectorId: 2,
        startAt: AT + 2000,
        startSeq: 2,
      },
    ]);
    const stop =
      '[2,"b","StopTransaction",{"transactionId":9223372036854775807,"meterStop":1,"timestamp":"x"}]';
    spans.add(input({ seq: 3, action: 'StopTransaction', raw: stop }));
    expect(spans.list()[0]?.endAt).toBe(AT + 3000);
  });

  it('of 2.x are seen from the first event on, whatever it is', () => {
    const spans = new TransactionSpans();
    const event = (eventType: string): string =>
      `[2,"a","TransactionEvent",{"eventType":"${eventType}","evse":{"id":1,"connectorId":1},"transactionInfo":{"transactionId":"tx-1"}}]`;
    spans.add(input({ seq: 5, action: 'TransactionEvent', raw: event('Updated') }));
    spans.add(input({ seq: 7, action: 'TransactionEvent', raw: event('Ended') }));
    expect(spans.list()).toEqual([
      {
        stationId: 'CP-1',
        transactionId: 'tx-1',
        connectorId: 1,
        startAt: AT + 5000,
        endAt: AT + 7000,
        startSeq: 5,
      },
    ]);
  });

  it('of the same number at two stations are two', () => {
    const spans = new TransactionSpans();
    for (const stationId of ['CP-1', 'CP-2']) {
      spans.add(input({ seq: 1, action: 'StartTransaction', raw: '[3,"a",{"transactionId":1}]', stationId }));
    }
    expect(spans.list()).toHaveLength(2);
  });

  it('keeps the newest of very many, and says so', () => {
    const spans = new TransactionSpans();
    for (let id = 0; id < 1002; id += 1) {
      spans.add(
        input({
          seq: id + 1,
          action: 'StartTransaction',
          raw: `[3,"a",{"transactionId":${id}}]`,
          at: AT + id,
        }),
      );
    }
    expect([spans.list().length, spans.isCut, spans.list()[0]?.transactionId]).toEqual([1000, true, '2']);
  });

  it('never fail on what is no transaction', () => {
    fc.assert(
      fc.property(
        fc.json(),
        fc.constantFrom('StartTransaction', 'StopTransaction', 'TransactionEvent'),
        (raw, action) => {
          new TransactionSpans().add(input({ seq: 1, action, raw }));
          new TransactionSpans().add(input({ seq: 1, action, raw: '', payload: raw }));
        },
      ),
    );
  });
});
