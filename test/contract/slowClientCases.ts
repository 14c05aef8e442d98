import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../shared/contract/limits.ts';
import type { PracticeState } from '../../shared/practice/practiceCharger.ts';
import { connected, connectedRaw, newsJournal } from './connected.ts';
import type { MakeLinkPair } from './linkPairs.ts';
import type { TopicSource } from '../../shared/contract/topics.ts';

const CHANGE_CHARS = 256 * 1024;
/** More than the buffers of a loopback socket take by themselves, so that some of it waits in the link. */
const BURST = 128;

/** A source whose changes are large: the number is what counts, the rest is weight. */
class HeavyTopic implements TopicSource<'practice'> {
  readonly #listeners = new Set<(change: PracticeState[]) => void>();
  value = 0;

  snapshot(): PracticeState[] {
    return [this.#state('')];
  }

  listen(onChange: (change: PracticeState[]) => void): () => void {
    this.#listeners.add(onChange);
    return () => this.#listeners.delete(onChange);
  }

  bump(): void {
    this.value += 1;
    const change = [this.#state('x'.repeat(CHANGE_CHARS))];
    for (const listener of this.#listeners) listener(change);
  }

  #state(connectorStatus: string): PracticeState {
    return {
      stationId: 'PRACTICE-1',
      version: '1.6',
      transport: 'json',
      link: 'connected',
      connectorStatus,
      isPlugged: true,
      isCharging: true,
      powerW: 0,
      energyWh: this.value,
    };
  }
}

export function slowClientCases(makeLinkPair: MakeLinkPair): void {
  describe('a slow client', () => {
    it('gets a fresh snapshot in place of a queue', async () => {
      const heavy = new HeavyTopic();
      const { client, pair } = await connected(makeLinkPair, { topics: { practice: () => heavy } });
      const { news, listener } = newsJournal<'practice'>();
      client.subscribe('practice', {}, listener);
      await news.count(1);
      let largestBacklog = 0;
      // In one turn of the event loop: nobody at the other end can read meanwhile.
      for (let count = 0; count < BURST; count += 1) {
        heavy.bump();
        largestBacklog = Math.max(largestBacklog, pair.server.backlogBytes?.() ?? Infinity);
      }
      expect(largestBacklog).toBeGreaterThan(LIMITS.linkBacklogBytes);
      expect(largestBacklog).toBeLessThan(LIMITS.linkBacklogBytes + 2 * CHANGE_CHARS);
      await news.until((entries) => entries.filter((entry) => 'snapshot' in entry).length === 2);
      expect(news.last).toMatchObject({ snapshot: [{ energyWh: BURST }] });
      expect(news.entries.length).toBeLessThan(BURST);
      heavy.bump();
      const seen = news.entries.length;
      await news.count(seen + 1);
      expect(news.last).toMatchObject({ change: [{ energyWh: BURST + 1 }] });
    });

    it('is told once, and then no more', async () => {
      const heavy = new HeavyTopic();
      const { send, received } = await connectedRaw(makeLinkPair, {
        topics: { practice: () => heavy },
        handlers: { 'stations.list': () => [] },
      });
      send({ type: 'subscribe', id: 1, topic: 'practice', params: {} });
      await received.count(1);
      for (let count = 0; count < BURST; count += 1) heavy.bump();
      await received.until((entries) => entries.at(-1)?.type === 'stale');
      heavy.bump();
      send({ type: 'call', id: 2, method: 'stations.list', params: {} });
      await received.until((entries) => entries.at(-1)?.type === 'result');
      expect(received.entries.filter(({ type }) => type === 'stale')).toEqual([{ type: 'stale', id: 1 }]);
      expect(received.entries.at(-2)).toEqual({ type: 'stale', id: 1 });
    });
  });
}
