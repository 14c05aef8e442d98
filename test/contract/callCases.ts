import { describe, expect, it } from 'vitest';
import { ContractError, FAILURE_CODES } from '../../shared/contract/failure.ts';
import { LIMITS } from '../../shared/contract/limits.ts';
import { connected, connectedRaw, failureOf } from './connected.ts';
import type { MakeLinkPair } from './linkPairs.ts';
import { rows } from './rows.ts';

const INFO = { name: 'Kerbside', version: '0.0.0', protocol: 1 };
const TRAVELLING = FAILURE_CODES.filter((code) => code !== 'timeout' && code !== 'disconnected');

export function callCases(makeLinkPair: MakeLinkPair): void {
  describe('calls', () => {
    it('carries params there and the result back', async () => {
      const { client } = await connected(makeLinkPair, {
        handlers: { 'view.rows': ({ view, from, count }) => ({ from: from + view, rows: rows(count) }) },
      });
      const result = await client.call('view.rows', { view: 1, from: 41, count: LIMITS.rowsPerRead });
      expect(result).toEqual({ from: 42, rows: rows(LIMITS.rowsPerRead) });
    });

    it('answers each call as soon as it is done', async () => {
      const { promise: first, resolve: finishFirst } = Promise.withResolvers<typeof INFO>();
      const { client } = await connected(makeLinkPair, {
        handlers: { 'app.info': () => first, 'stations.list': () => [] },
      });
      const slow = client.call('app.info', {});
      await expect(client.call('stations.list', {})).resolves.toEqual([]);
      finishFirst(INFO);
      await expect(slow).resolves.toEqual(INFO);
    });

    it('refuses one call too many, and takes the next when one is done', async () => {
      const finish: (() => void)[] = [];
      const { client } = await connected(makeLinkPair, {
        handlers: {
          'app.info': () => new Promise((resolve) => finish.push(() => resolve(INFO))),
          'stations.list': () => [],
        },
      });
      const open = Array.from({ length: LIMITS.callsInFlight }, () => client.call('app.info', {}));
      expect(await failureOf(client.call('stations.list', {}))).toMatchObject({ code: 'busy' });
      finish[0]?.();
      await open[0];
      await expect(client.call('stations.list', {})).resolves.toEqual([]);
      for (const end of finish) end();
      await expect(Promise.all(open)).resolves.toHaveLength(LIMITS.callsInFlight);
    });
  });

  describe('failures', () => {
    it.each(TRAVELLING)('carries %s with its message and hint', async (code) => {
      const { client, defects } = await connected(makeLinkPair, {
        handlers: {
          'app.info': () => {
            throw new ContractError(code, 'It is so.', { hint: 'Do this.', cause: new Error('hidden') });
          },
          'stations.list': () => Promise.reject(new ContractError(code, 'It is so.')),
        },
      });
      const thrown = await failureOf(client.call('app.info', {}));
      expect(thrown.toFailure()).toEqual({ code, message: 'It is so.', hint: 'Do this.' });
      const rejected = await failureOf(client.call('stations.list', {}));
      expect(rejected.toFailure()).toEqual({ code, message: 'It is so.' });
      expect(defects.entries).toEqual([]);
    });

    it('names the wrong field of invalid params', async () => {
      const { client } = await connected(makeLinkPair, {
        handlers: { 'view.rows': () => ({ from: 0, rows: [] }) },
      });
      const one = await failureOf(
        client.call('view.rows', { view: 1, from: 0, count: LIMITS.rowsPerRead + 1 }),
      );
      expect(one.code).toBe('invalid-params');
      expect(one.message).toMatch(/^The field "count" of view\.rows is not valid: .*500\.$/);
      const two = await failureOf(client.call('view.rows', { view: 0.5, from: -1, count: 1 }));
      expect(two.message).toMatch(/^The field "view" of view\.rows is not valid: .*, and 1 more is wrong\.$/);
    });

    it('names a method that it does not know', async () => {
      const { send, received } = await connectedRaw(makeLinkPair, {});
      send({ type: 'call', id: 7, method: 'charger.explode', params: {} });
      send({ type: 'call', id: 8, method: 'constructor', params: {} });
      await received.count(2);
      expect(received.entries).toMatchObject([
        {
          type: 'failure',
          id: 7,
          failure: { code: 'unknown-method', message: expect.stringContaining('charger.explode') },
        },
        { type: 'failure', id: 8, failure: { code: 'unknown-method' } },
      ]);
    });

    it('hides a defect from the technician and shows it to the developer', async () => {
      const defect = new TypeError('undefined is not /home/secret.ts:12');
      const { client, defects } = await connected(makeLinkPair, {
        handlers: {
          'app.info': () => {
            throw defect;
          },
          'stations.list': () => Promise.reject(defect),
          'record.get': () => {
            throw Object.assign(new Error('carries itself'), { hint: defect.stack });
          },
        },
      });
      const calls = [
        () => client.call('app.info', {}),
        () => client.call('stations.list', {}),
        () => client.call('record.get', { seq: 1 }),
      ];
      for (const call of calls) {
        const failure = (await failureOf(call())).toFailure();
        expect(failure.code).toBe('internal');
        expect(JSON.stringify(failure)).not.toMatch(/secret|TypeError|\bat |\.ts/);
      }
      expect(defects.entries.map(({ where }) => where)).toEqual(['app.info', 'stations.list', 'record.get']);
      expect(defects.entries[0]?.error).toBe(defect);
    });

    it('answers where a result cannot be sent', async () => {
      const unsendable = Object.assign(structuredClone(INFO), {
        toJSON() {
          throw new Error('not today');
        },
      });
      const { client, defects } = await connected(makeLinkPair, {
        handlers: {
          'app.info': () => unsendable,
          'schema.get': () => ({ schema: 'x'.repeat(LIMITS.messageChars) }),
          'stations.list': () => [],
        },
      });
      expect(await failureOf(client.call('app.info', {}))).toMatchObject({ code: 'internal' });
      const tooLong = client.call('schema.get', { version: '1.6', action: 'Reset', part: 'request' });
      expect(await failureOf(tooLong)).toMatchObject({ code: 'io', hint: expect.any(String) });
      expect(defects.entries).toHaveLength(1);
      await expect(client.call('stations.list', {})).resolves.toEqual([]);
    });

    it('refuses a number that is in use', async () => {
      const { promise, resolve } = Promise.withResolvers<typeof INFO>();
      const { send, received } = await connectedRaw(makeLinkPair, {
        handlers: { 'app.info': () => promise },
      });
      send({ type: 'call', id: 1, method: 'app.info', params: {} });
      send({ type: 'call', id: 1, method: 'app.info', params: {} });
      await received.count(1);
      expect(received.entries[0]).toMatchObject({
        type: 'failure',
        id: 1,
        failure: { code: 'invalid-params' },
      });
      resolve(INFO);
      await received.count(2);
      expect(received.entries[1]).toEqual({ type: 'result', id: 1, result: INFO });
    });

    it('does not send what is too long', async () => {
      const { client } = await connected(makeLinkPair, { handlers: { 'stations.list': () => [] } });
      const payload = 'x'.repeat(LIMITS.messageChars);
      const call = client.call('command.call', { stationId: 'CP', action: 'DataTransfer', payload });
      expect(await failureOf(call)).toMatchObject({ code: 'invalid-params', hint: expect.any(String) });
      await expect(client.call('stations.list', {})).resolves.toEqual([]);
    });
  });
}
