import { describe, expect, it } from 'vitest';
import type { Handlers } from '../../shared/contract/handlers.ts';
import { connected, failureOf, newsJournal } from './connected.ts';
import { CounterTopic } from './counterTopic.ts';
import { Journal } from './journal.ts';
import type { MakeLinkPair } from './linkPairs.ts';

const COMMAND = { stationId: 'CP', action: 'Reset', payload: '{}' };

/** A command that goes on until it is aborted, and writes down what happens to it. */
function watched(events: Journal<string>): Handlers['command.call'] {
  return (_params, { signal, client }) =>
    new Promise((_resolve, reject) => {
      client.onClose(() => events.add('first clean-up'));
      client.onClose(() => {
        throw new Error('a clean-up that fails');
      });
      client.onClose(() => events.add('taken back'))();
      client.onClose(() => events.add('last clean-up'));
      signal.addEventListener('abort', () => {
        events.add('aborted');
        reject(new DOMException('stopped', 'AbortError'));
      });
      events.add('started');
    });
}

export function closeCases(makeLinkPair: MakeLinkPair): void {
  describe('a link that closes', () => {
    it('ends everything of its client, the newest first', async () => {
      const counter = new CounterTopic();
      const events = new Journal<string>();
      const { client, defects } = await connected(makeLinkPair, {
        handlers: { 'command.call': watched(events) },
        topics: { view: () => counter },
      });
      const { news, listener } = newsJournal<'view'>();
      client.subscribe('view', { view: 1 }, listener);
      await news.count(1);
      const failure = failureOf(client.call('command.call', COMMAND));
      await events.count(1);
      client.close();
      expect((await failure).code).toBe('disconnected');
      await events.count(4);
      expect(events.entries).toEqual(['started', 'aborted', 'last clean-up', 'first clean-up']);
      expect(counter.listening.entries).toEqual([1, 0]);
      expect(defects.entries).toMatchObject([{ where: 'leaving client' }]);
    });

    it('tells the client, and every call and subscription of it', async () => {
      const counter = new CounterTopic();
      const events = new Journal<string>();
      const { client, pair } = await connected(makeLinkPair, {
        handlers: { 'command.call': watched(events) },
        topics: { view: () => counter },
      });
      const closed = new Journal<string>();
      client.onClose(closed.add);
      const { news, listener } = newsJournal<'view'>();
      client.subscribe('view', { view: 1 }, listener);
      await news.count(1);
      const call = failureOf(client.call('command.call', COMMAND));
      await events.count(1);
      pair.server.close();
      await closed.count(1);
      expect(closed.entries).toEqual([expect.stringMatching(/^The connection was closed .*\.$/)]);
      expect(await call).toMatchObject({ code: 'disconnected', hint: expect.any(String) });
      expect(news.last).toMatchObject({ ended: { code: 'disconnected' } });
      client.onClose(closed.add);
      expect(closed.entries).toHaveLength(2);
    });

    it('fails what is asked afterwards', async () => {
      const { client } = await connected(makeLinkPair, { handlers: { 'stations.list': () => [] } });
      client.close();
      client.close();
      expect((await failureOf(client.call('stations.list', {}))).code).toBe('disconnected');
      const { news, listener } = newsJournal<'view'>();
      const end = client.subscribe('view', { view: 1 }, listener);
      expect(news.entries).toEqual([]);
      await news.count(1);
      expect(news.entries).toMatchObject([{ ended: { code: 'disconnected' } }]);
      end();
    });

    it('undoes what a handler makes after its client has left', async () => {
      const events = new Journal<string>();
      const { client } = await connected(makeLinkPair, {
        handlers: {
          'view.open': (_params, { signal, client: scope }) =>
            new Promise((resolve) => {
              signal.addEventListener('abort', () => {
                setImmediate(() => {
                  events.add('made');
                  scope.onClose(() => events.add('undone'));
                  resolve({ view: 1 });
                });
              });
              events.add('started');
            }),
        },
      });
      const failure = failureOf(client.call('view.open', { filter: {} }));
      await events.count(1);
      client.close();
      await events.count(3);
      expect(events.entries).toEqual(['started', 'made', 'undone']);
      expect((await failure).code).toBe('disconnected');
    });
  });
}
