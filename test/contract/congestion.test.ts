import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { serverMessageSchema, type ServerMessage } from '../../shared/contract/envelope.ts';
import { LIMITS } from '../../shared/contract/limits.ts';
import type { Link } from '../../shared/contract/link.ts';
import { createServer } from '../../shared/contract/server.ts';
import { CounterTopic } from './counterTopic.ts';
import { testHandlers, testTopics } from './testHandlers.ts';

/** A transport whose backlog is what a test says: the far end of a real one empties it whenever it likes. */
class SettableLink implements Link {
  readonly sent: ServerMessage[] = [];
  backlog = 0;
  #onText: (text: string) => void = () => undefined;
  #onClose: (reason: string) => void = () => undefined;

  send(text: string): void {
    this.sent.push(serverMessageSchema.parse(JSON.parse(text)));
  }

  onText(listener: (text: string) => void): void {
    this.#onText = listener;
  }

  onClose(listener: (reason: string) => void): void {
    this.#onClose = listener;
  }

  close(): void {
    this.#onClose('closed');
  }

  backlogBytes(): number {
    return this.backlog;
  }

  receive(message: unknown): void {
    this.#onText(JSON.stringify(message));
  }
}

function served() {
  const link = new SettableLink();
  const counter = new CounterTopic();
  createServer({
    handlers: testHandlers({}),
    topics: testTopics({ view: () => counter }),
    onDefect: (error) => {
      throw error;
    },
  }).serve(link);
  const subscribe = (id: number): void =>
    link.receive({ type: 'subscribe', id, topic: 'view', params: { view: 1 } });
  const types = (): string[] => link.sent.map(({ type, id }) => `${type} ${id}`);
  return { link, counter, subscribe, types };
}

const FULL = LIMITS.linkBacklogBytes + 1;

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

it('says `stale` only when the link has drained, once for each subscription', () => {
  const { link, counter, subscribe, types } = served();
  subscribe(1);
  subscribe(2);
  counter.bump();
  link.backlog = FULL;
  counter.bump();
  counter.bump();
  expect(counter.listening.last).toBe(0);
  vi.advanceTimersByTime(20 * LIMITS.congestionCheckMs);
  expect(types()).toEqual(['snapshot 1', 'snapshot 2', 'change 1', 'change 2']);
  link.backlog = LIMITS.linkBacklogBytes;
  vi.advanceTimersByTime(LIMITS.congestionCheckMs);
  expect(types().slice(4)).toEqual(['stale 1', 'stale 2']);
  vi.advanceTimersByTime(20 * LIMITS.congestionCheckMs);
  expect(link.sent).toHaveLength(6);
  subscribe(3);
  expect(link.sent.at(-1)).toMatchObject({ type: 'snapshot', id: 3, snapshot: { length: 3 } });
});

it('sends no snapshot into a full link either', () => {
  const { link, counter, subscribe, types } = served();
  link.backlog = FULL;
  subscribe(1);
  counter.bump();
  expect(types()).toEqual([]);
  link.backlog = 0;
  vi.advanceTimersByTime(LIMITS.congestionCheckMs);
  expect(types()).toEqual(['stale 1']);
});

it('owes nothing to a subscription that was ended meanwhile', () => {
  const { link, counter, subscribe, types } = served();
  subscribe(1);
  link.backlog = FULL;
  counter.bump();
  link.receive({ type: 'unsubscribe', id: 1 });
  link.backlog = 0;
  vi.advanceTimersByTime(2 * LIMITS.congestionCheckMs);
  expect(types()).toEqual(['snapshot 1']);
});

it('owes nothing to a client that has left', () => {
  const { link, counter, subscribe, types } = served();
  subscribe(1);
  link.backlog = FULL;
  counter.bump();
  link.close();
  link.backlog = 0;
  vi.advanceTimersByTime(2 * LIMITS.congestionCheckMs);
  expect(types()).toEqual(['snapshot 1']);
});
