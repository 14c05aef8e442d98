import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClient } from '../../shared/contract/client.ts';
import { clientMessageSchema, type ClientMessage } from '../../shared/contract/envelope.ts';
import { LIMITS } from '../../shared/contract/limits.ts';
import { connectedRaw, failureOf, madeFor } from './connected.ts';
import { Journal } from './journal.ts';
import type { MakeLinkPair } from './linkPairs.ts';

const JUNK = [
  '',
  'hello',
  '{',
  'null',
  '[]',
  '42',
  '[2,"1","Heartbeat",{}]',
  '{"type":"call"}',
  '{"type":"call","id":0,"method":"stations.list","params":{}}',
  '{"type":"call","id":1.5,"method":"stations.list","params":{}}',
  '{"type":"call","id":"1","method":"stations.list","params":{}}',
  '{"type":"call","id":1,"method":"stations.list"}',
  '{"type":"launch","id":1}',
  '{"type":"result","id":1,"result":{}}',
  '{"__proto__":{"type":"cancel","id":1}}',
  '['.repeat(100_000),
  '['.repeat(100_000) + ']'.repeat(100_000),
];
const LIST = { type: 'call', id: 1000, method: 'stations.list', params: {} };
const LISTED = { type: 'result', id: 1000, result: [] };
const SERVED = { handlers: { 'stations.list': () => [] } };

export function junkCases(makeLinkPair: MakeLinkPair): void {
  describe('junk', () => {
    it('is answered as a failure of the link, which stays open', async () => {
      const { send, sendText, received, defects } = await connectedRaw(makeLinkPair, SERVED);
      for (const text of JUNK) sendText(text);
      send(LIST);
      await received.count(JUNK.length + 1);
      for (const answer of received.entries.slice(0, -1)) {
        expect(answer).toMatchObject({ type: 'failure', id: 0, failure: { code: 'invalid-params' } });
      }
      expect(received.last).toEqual(LISTED);
      expect(defects.entries).toEqual([]);
    });

    it('is also a text that is too long', async () => {
      const { send, sendText, received } = await connectedRaw(makeLinkPair, SERVED);
      sendText(JSON.stringify({ ...LIST, id: 1, params: { more: 'x'.repeat(LIMITS.messageChars) } }));
      send(LIST);
      await received.count(2);
      expect(received.entries).toMatchObject([
        {
          type: 'failure',
          id: 0,
          failure: { message: expect.stringContaining('more than the 25165824 allowed') },
        },
        LISTED,
      ]);
    });

    it('is never the end of the server, whatever it is', async () => {
      const { send, sendText, received, defects } = await connectedRaw(makeLinkPair, SERVED);
      const texts = fc.sample(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), LIMITS.junkMessages);
      for (const text of texts) sendText(text);
      send(LIST);
      await received.until((entries) => entries.at(-1)?.type === 'result');
      expect(received.entries).toHaveLength(texts.length + 1);
      expect(defects.entries).toEqual([]);
    });

    it('closes the link when there is too much of it', async () => {
      const { sendText, received, link, server } = await connectedRaw(makeLinkPair, SERVED);
      const closed = new Journal<string>();
      link.onClose(closed.add);
      for (let count = 0; count <= LIMITS.junkMessages + 5; count += 1) sendText('junk');
      await closed.count(1);
      expect(received.entries.length).toBeLessThanOrEqual(LIMITS.junkMessages + 1);
      server.onClose(closed.add);
      expect(closed.last).toBe('Too many texts came that are no message of the contract.');
    });

    it('does not disturb the client, until there is too much of it', async () => {
      const pair = await madeFor(makeLinkPair);
      const asked = new Journal<ClientMessage>();
      pair.server.onText((text) => asked.add(clientMessageSchema.parse(JSON.parse(text))));
      const client = createClient(pair.client);
      const closed = new Journal<string>();
      client.onClose(closed.add);
      const list = client.call('stations.list', {});
      await asked.count(1);
      for (let count = 0; count < LIMITS.junkMessages; count += 1) {
        pair.server.send(JUNK[count % JUNK.length]?.replaceAll('"result"', '"call"') ?? '');
      }
      pair.server.send(JSON.stringify({ type: 'result', id: 77, result: 'for nobody' }));
      pair.server.send(JSON.stringify({ type: 'change', id: 77, seq: 1, change: 'for nobody' }));
      pair.server.send(
        JSON.stringify({ type: 'failure', id: 0, failure: { code: 'io', message: 'To the link.' } }),
      );
      pair.server.send(JSON.stringify({ type: 'result', id: 1, result: [] }));
      await expect(list).resolves.toEqual([]);
      const next = failureOf(client.call('stations.list', {}));
      pair.server.send('one more');
      expect((await next).code).toBe('disconnected');
      expect(closed.entries).toEqual(['The other side does not speak the contract of Kerbside.']);
    });
  });
}
