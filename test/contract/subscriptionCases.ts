import { describe, expect, it } from 'vitest';
import { createClient } from '../../shared/contract/client.ts';
import { clientMessageSchema, type ClientMessage } from '../../shared/contract/envelope.ts';
import { ContractError } from '../../shared/contract/failure.ts';
import { LIMITS } from '../../shared/contract/limits.ts';
import type { Change } from '../../shared/contract/events.ts';
import { connected, connectedRaw, madeFor, newsJournal, type News } from './connected.ts';
import { CounterTopic } from './counterTopic.ts';
import { Journal } from './journal.ts';
import type { MakeLinkPair } from './linkPairs.ts';

function counted(length: number): Change<'view'> {
  return { length, scanned: length, total: length };
}

function lengths(entries: readonly News<'view'>[]): number[] {
  return entries.map((entry) => {
    if ('snapshot' in entry) return entry.snapshot.length;
    if ('change' in entry) return entry.change.length;
    throw new Error(`ended: ${entry.ended.message}`);
  });
}

export function subscriptionCases(makeLinkPair: MakeLinkPair): void {
  describe('subscriptions', () => {
    it('answers with a snapshot and its number, then each change with the next', async () => {
      const counter = new CounterTopic();
      const { send, received } = await connectedRaw(makeLinkPair, { topics: { view: () => counter } });
      send({ type: 'subscribe', id: 3, topic: 'view', params: { view: 1 } });
      await received.count(1);
      counter.bump();
      counter.bump();
      await received.count(3);
      expect(received.entries).toEqual([
        { type: 'snapshot', id: 3, seq: 0, snapshot: counted(0) },
        { type: 'change', id: 3, seq: 1, change: counted(1) },
        { type: 'change', id: 3, seq: 2, change: counted(2) },
      ]);
    });

    it('neither loses nor doubles a change of the turn in which it subscribes', async () => {
      const counter = new CounterTopic();
      const { client } = await connected(makeLinkPair, {
        topics: {
          view: () => {
            counter.bump();
            queueMicrotask(() => counter.bump());
            setImmediate(() => counter.bump());
            return {
              snapshot: () => {
                counter.bump();
                return counter.snapshot();
              },
              listen: (onChange) => {
                const unlisten = counter.listen(onChange);
                counter.bump();
                return unlisten;
              },
            };
          },
        },
      });
      const { news, listener } = newsJournal<'view'>();
      counter.bump();
      client.subscribe('view', { view: 1 }, listener);
      counter.bump();
      await news.until((entries) => lengths(entries).at(-1) === 7);
      expect(news.entries[0]).toEqual({ snapshot: counted(4) });
      expect(lengths(news.entries)).toEqual([4, 5, 6, 7]);
    });

    it('serves several at once, each for itself', async () => {
      const counters = [new CounterTopic(), new CounterTopic()] as const;
      const { client } = await connected(makeLinkPair, {
        topics: { view: ({ view }) => counters[view === 0 ? 0 : 1] },
      });
      const [first, second] = [newsJournal<'view'>(), newsJournal<'view'>()];
      client.subscribe('view', { view: 0 }, first.listener);
      const endSecond = client.subscribe('view', { view: 1 }, second.listener);
      await Promise.all([first.news.count(1), second.news.count(1)]);
      endSecond();
      counters[0].bump();
      await first.news.count(2);
      expect(second.news.entries).toEqual([{ snapshot: counted(0) }]);
    });

    it('ends when it is told to, at both ends', async () => {
      const counter = new CounterTopic();
      const { client } = await connected(makeLinkPair, { topics: { view: () => counter } });
      const { news, listener } = newsJournal<'view'>();
      const end = client.subscribe('view', { view: 1 }, listener);
      await news.count(1);
      counter.bump();
      end();
      end();
      await counter.listening.count(2);
      expect(counter.listening.entries).toEqual([1, 0]);
      counter.bump();
      expect(news.entries).toEqual([{ snapshot: counted(0) }]);
    });

    it('ends with the failure of a topic that does not open', async () => {
      const { client } = await connected(makeLinkPair, {
        topics: {
          view: () => {
            throw new ContractError('not-found', 'There is no view 9.');
          },
        },
      });
      const missing = newsJournal<'view'>();
      client.subscribe('view', { view: 9 }, missing.listener);
      await missing.news.count(1);
      expect(missing.news.entries).toEqual([
        { ended: { code: 'not-found', message: 'There is no view 9.' } },
      ]);
      const invalid = newsJournal<'view'>();
      client.subscribe('view', { view: 0.5 }, invalid.listener);
      await invalid.news.count(1);
      expect(invalid.news.entries).toMatchObject([
        { ended: { code: 'invalid-params', message: expect.stringContaining('"view" of view') } },
      ]);
    });

    it('names a topic that it does not know', async () => {
      const { send, received } = await connectedRaw(makeLinkPair, {});
      send({ type: 'subscribe', id: 1, topic: 'weather', params: {} });
      await received.count(1);
      expect(received.entries).toMatchObject([
        {
          type: 'failure',
          id: 1,
          failure: { code: 'unknown-method', message: expect.stringContaining('weather') },
        },
      ]);
    });

    it('refuses one too many, and takes the next when one has ended', async () => {
      const counter = new CounterTopic();
      const { client } = await connected(makeLinkPair, { topics: { view: () => counter } });
      const open = Array.from({ length: LIMITS.subscriptions }, () => newsJournal<'view'>());
      const ends = open.map(({ listener }) => client.subscribe('view', { view: 1 }, listener));
      const refused = newsJournal<'view'>();
      client.subscribe('view', { view: 1 }, refused.listener);
      await refused.news.count(1);
      expect(refused.news.entries).toMatchObject([{ ended: { code: 'busy' } }]);
      ends[0]?.();
      const taken = newsJournal<'view'>();
      client.subscribe('view', { view: 1 }, taken.listener);
      await taken.news.count(1);
      expect(taken.news.entries).toEqual([{ snapshot: counted(0) }]);
    });

    it('ends alone when one of its changes cannot be sent', async () => {
      const counter = new CounterTopic();
      const { client, defects } = await connected(makeLinkPair, {
        topics: {
          view: ({ view }) => ({
            snapshot: () => counter.snapshot(),
            listen: (onChange) =>
              counter.listen((change) => {
                if (view === 0) onChange(change);
                else onChange(Object.assign(change, { toJSON: () => BigInt(1) }));
              }),
          }),
        },
      });
      const broken = newsJournal<'view'>();
      const whole = newsJournal<'view'>();
      client.subscribe('view', { view: 1 }, broken.listener);
      client.subscribe('view', { view: 0 }, whole.listener);
      await Promise.all([broken.news.count(1), whole.news.count(1)]);
      counter.bump();
      await Promise.all([broken.news.count(2), whole.news.count(2)]);
      expect(broken.news.last).toMatchObject({ ended: { code: 'internal' } });
      expect(whole.news.last).toEqual({ change: counted(1) });
      expect(defects.entries).toMatchObject([{ where: 'view' }]);
    });
  });

  describe('a gap in the sequence', () => {
    /** Our client, and at the other end of the link a test that plays a faulty server. */
    async function faultyServer() {
      const pair = await madeFor(makeLinkPair);
      const asked = new Journal<ClientMessage>();
      pair.server.onText((text) => asked.add(clientMessageSchema.parse(JSON.parse(text))));
      const client = createClient(pair.client);
      return { asked, client, say: (message: unknown) => pair.server.send(JSON.stringify(message)) };
    }

    it('makes the client take a fresh snapshot', async () => {
      const { asked, client, say } = await faultyServer();
      const { news, listener } = newsJournal<'view'>();
      client.subscribe('view', { view: 1 }, listener);
      await asked.count(1);
      expect(asked.last).toEqual({ type: 'subscribe', id: 1, topic: 'view', params: { view: 1 } });
      say({ type: 'snapshot', id: 1, seq: 10, snapshot: counted(10) });
      say({ type: 'change', id: 1, seq: 11, change: counted(11) });
      say({ type: 'change', id: 1, seq: 13, change: counted(13) });
      say({ type: 'change', id: 1, seq: 14, change: counted(14) });
      await asked.count(3);
      expect(asked.entries.slice(1)).toEqual([
        { type: 'unsubscribe', id: 1 },
        { type: 'subscribe', id: 2, topic: 'view', params: { view: 1 } },
      ]);
      say({ type: 'snapshot', id: 2, seq: 0, snapshot: counted(15) });
      say({ type: 'change', id: 1, seq: 15, change: counted(99) });
      say({ type: 'change', id: 2, seq: 1, change: counted(16) });
      await news.count(4);
      expect(lengths(news.entries)).toEqual([10, 11, 15, 16]);
    });

    it('is also a change that comes before the snapshot', async () => {
      const { asked, client, say } = await faultyServer();
      const { news, listener } = newsJournal<'view'>();
      const end = client.subscribe('view', { view: 1 }, listener);
      await asked.count(1);
      say({ type: 'change', id: 1, seq: 1, change: counted(1) });
      await asked.count(3);
      end();
      await asked.count(4);
      expect(asked.last).toEqual({ type: 'unsubscribe', id: 2 });
      expect(news.entries).toEqual([]);
    });
  });
}
