import { describe, expect, it } from 'vitest';
import { ContractError } from '../../shared/contract/failure.ts';
import type { Handlers } from '../../shared/contract/handlers.ts';
import { connected, connectedRaw, failureOf } from './connected.ts';
import { Journal } from './journal.ts';
import type { MakeLinkPair } from './linkPairs.ts';

const COMMAND = { stationId: 'CP', action: 'Reset', payload: '{}' };

/** A command that goes on until it is cancelled, and then ends as `end` does. */
function endless(end: () => ReturnType<Handlers['command.call']>) {
  const events = new Journal<'started' | 'aborted'>();
  const handler: Handlers['command.call'] = (_params, { signal }) =>
    new Promise((resolve, reject) => {
      events.add('started');
      signal.addEventListener('abort', () => {
        events.add('aborted');
        Promise.resolve().then(end).then(resolve, reject);
      });
    });
  return {
    events,
    handlers: { 'command.call': handler, 'stations.list': () => [] } satisfies Partial<Handlers>,
  };
}

function refuse(): never {
  throw new ContractError('unavailable', 'Stopped half way.');
}

export function cancelCases(makeLinkPair: MakeLinkPair): void {
  describe('cancelling', () => {
    it('rejects and aborts the work behind the call', async () => {
      const { events, handlers } = endless(refuse);
      const { client } = await connected(makeLinkPair, { handlers });
      const abort = new AbortController();
      const failure = failureOf(client.call('command.call', COMMAND, { signal: abort.signal }));
      await events.count(1);
      abort.abort();
      expect((await failure).code).toBe('cancelled');
      await events.count(2);
      expect(events.entries).toEqual(['started', 'aborted']);
      await expect(client.call('stations.list', {})).resolves.toEqual([]);
    });

    it('waits for the word of the other side where that is wanted', async () => {
      const outcome = { outcome: 'cancelled', action: 'Reset', requestSeq: 7 } as const;
      const { events, handlers } = endless(() => outcome);
      const { client } = await connected(makeLinkPair, { handlers });
      const abort = new AbortController();
      const options = { signal: abort.signal, abortWaitMs: 60_000 };
      const ended = client.call('command.call', COMMAND, options);
      await events.count(1);
      abort.abort();
      await expect(ended).resolves.toEqual(outcome);
    });

    it('waits no longer than it was told to', async () => {
      const { events, handlers } = endless(() => new Promise(() => undefined));
      const { client } = await connected(makeLinkPair, { handlers });
      const abort = new AbortController();
      const options = { signal: abort.signal, abortWaitMs: 1 };
      const failure = failureOf(client.call('command.call', COMMAND, options));
      await events.count(1);
      abort.abort();
      expect((await failure).code).toBe('cancelled');
    });

    it('sends nothing where the signal was aborted before', async () => {
      const { events, handlers } = endless(refuse);
      const { client } = await connected(makeLinkPair, { handlers });
      const failure = await failureOf(client.call('command.call', COMMAND, { signal: AbortSignal.abort() }));
      expect(failure.code).toBe('cancelled');
      await client.call('stations.list', {});
      expect(events.entries).toEqual([]);
    });

    it('has no effect on a call that is answered', async () => {
      const { client } = await connected(makeLinkPair, { handlers: { 'stations.list': () => [] } });
      const abort = new AbortController();
      await client.call('stations.list', {}, { signal: abort.signal });
      abort.abort();
      await expect(client.call('stations.list', {})).resolves.toEqual([]);
    });

    it('is answered with `cancelled`, however the handler words it', async () => {
      const { handlers, events } = endless(refuse);
      const { send, received, defects } = await connectedRaw(makeLinkPair, { handlers });
      send({ type: 'call', id: 1, method: 'command.call', params: COMMAND });
      await events.count(1);
      send({ type: 'cancel', id: 1 });
      await received.count(1);
      expect(received.entries).toMatchObject([{ type: 'failure', id: 1, failure: { code: 'cancelled' } }]);
      expect(defects.entries).toEqual([]);
    });

    it('shows a defect of the handler all the same', async () => {
      const { handlers } = endless(() => {
        throw new TypeError('a mistake while stopping');
      });
      const { client, defects } = await connected(makeLinkPair, { handlers });
      expect((await failureOf(client.call('command.call', COMMAND, { timeoutMs: 5 }))).code).toBe('timeout');
      await defects.count(1);
      expect(defects.entries).toMatchObject([{ where: 'command.call' }]);
    });

    it('leaves a result that the handler still had', async () => {
      const outcome = { outcome: 'cancelled', action: 'Reset', requestSeq: 5 } as const;
      const { handlers, events } = endless(() => outcome);
      const { send, received } = await connectedRaw(makeLinkPair, { handlers });
      send({ type: 'call', id: 1, method: 'command.call', params: COMMAND });
      await events.count(1);
      send({ type: 'cancel', id: 1 });
      send({ type: 'cancel', id: 99 });
      await received.count(1);
      expect(received.entries).toEqual([{ type: 'result', id: 1, result: outcome }]);
    });
  });

  describe('time-out', () => {
    it('rejects, cancels the work, and does not mind the late answer', async () => {
      const { events, handlers } = endless(() => ({ outcome: 'cancelled', action: 'Reset' }));
      const { client, defects } = await connected(makeLinkPair, { handlers });
      const failure = await failureOf(client.call('command.call', COMMAND, { timeoutMs: 10 }));
      expect(failure).toMatchObject({ code: 'timeout', message: expect.stringContaining('0.01 s') });
      await events.count(2);
      // Answered after the late answer of the command, over the same link.
      await expect(client.call('stations.list', {})).resolves.toEqual([]);
      expect(defects.entries).toEqual([]);
    });

    it('0 waits until there is an answer', async () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const { client } = await connected(makeLinkPair, {
        handlers: { 'stations.list': () => promise.then(() => []), 'attempts.list': () => [] },
      });
      const waiting = client.call('stations.list', {}, { timeoutMs: 0 });
      await client.call('attempts.list', {});
      resolve();
      await expect(waiting).resolves.toEqual([]);
    });
  });
}
