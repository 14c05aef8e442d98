import { describe, expect, it } from 'vitest';
import { madeFor } from './connected.ts';
import { Journal } from './journal.ts';
import type { MakeLinkPair } from './linkPairs.ts';

export function linkCases(makeLinkPair: MakeLinkPair): void {
  describe('the link', () => {
    it('keeps what comes before its listener, in order', async () => {
      const { server, client } = await madeFor(makeLinkPair);
      const back = new Journal<string>();
      client.onText(back.add);
      client.send('one');
      client.send('two é ⚡ \u2028');
      // An answer shows that the far end had the chance to take both before anybody listens there.
      server.send('meanwhile');
      await back.count(1);
      const there = new Journal<string>();
      server.onText(there.add);
      client.send('three');
      await there.count(3);
      expect(there.entries).toEqual(['one', 'two é ⚡ \u2028', 'three']);
    });

    it('delivers later, not while it sends', async () => {
      const { server, client } = await madeFor(makeLinkPair);
      const there = new Journal<string>();
      server.onText(there.add);
      client.send('text');
      expect(there.entries).toEqual([]);
      await there.count(1);
    });

    it('delivers what was sent before the close, and tells of the close once, at both ends', async () => {
      const { server, client } = await madeFor(makeLinkPair);
      const there = new Journal<string>();
      const here = new Journal<string>();
      server.onText(there.add);
      server.onClose(() => there.add('closed'));
      client.onClose(() => here.add('closed'));
      client.send('last words');
      client.close('done');
      client.close('done');
      client.send('too late');
      await there.count(2);
      server.close();
      server.send('too late');
      expect(there.entries).toEqual(['last words', 'closed']);
      expect(here.entries).toEqual(['closed']);
    });

    it('tells of the close at once where it is closed already', async () => {
      const { server, client } = await madeFor(makeLinkPair);
      server.close();
      const here = new Journal<string>();
      server.onClose(here.add);
      expect(here.entries).toHaveLength(1);
      const there = new Journal<string>();
      client.onClose(there.add);
      await there.count(1);
    });
  });
}
