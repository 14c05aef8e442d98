import { afterEach, describe, expect, it, vi } from 'vitest';
import { createRowCache, type RowCache } from '../../../renderer/features/messages/list/rowCache.ts';
import { createTraceServer, traceRow, type TraceServer } from './traceServer.ts';

const caches: RowCache[] = [];

function cacheOf(server: TraceServer, maxPages = 60): { cache: RowCache; failures: unknown[] } {
  const failures: unknown[] = [];
  const cache = createRowCache({
    fetch: async (from, count, signal) =>
      (await server.client.call('view.rows', { view: 7, from, count }, { signal })).rows,
    onRows: () => undefined,
    onFailure: (error) => failures.push(error),
    maxPages,
    refreshMs: 1,
  });
  caches.push(cache);
  return { cache, failures };
}

afterEach(() => {
  for (const cache of caches.splice(0)) cache.close();
});

describe('rowCache', () => {
  it('fetches the pages around the wanted rows, each once', async () => {
    const server = createTraceServer(1000);
    const { cache } = cacheOf(server);
    cache.grow(1000);
    cache.want(250, 330);
    cache.want(251, 331);
    await vi.waitFor(() => expect(cache.row(330)?.seq).toBe(331));
    cache.want(200, 399);
    expect(server.reads.map(({ from, count }) => [from, count])).toEqual([
      [200, 100],
      [300, 100],
    ]);
    expect(cache.row(199)).toBeUndefined();
  });

  it('fetches only what came new at the end', async () => {
    const server = createTraceServer(130);
    const { cache } = cacheOf(server);
    cache.grow(130);
    cache.want(110, 130);
    await vi.waitFor(() => expect(cache.row(129)).toBeDefined());
    server.grow(75);
    cache.grow(205);
    cache.want(185, 205);
    await vi.waitFor(() => expect(cache.row(204)?.seq).toBe(205));
    expect(server.reads.map(({ from, count }) => [from, count])).toEqual([
      [100, 30],
      [130, 70],
      [200, 5],
    ]);
  });

  it('takes rows that come unasked, and fetches only the gap before them when it is looked at', async () => {
    const server = createTraceServer(300);
    const { cache } = cacheOf(server);
    cache.put(
      150,
      Array.from({ length: 150 }, (_, i) => traceRow(150 + i)),
    );
    cache.grow(300);
    cache.want(260, 300);
    expect(cache.row(299)?.seq).toBe(300);
    cache.want(120, 160);
    await vi.waitFor(() => expect(cache.row(120)?.seq).toBe(121));
    expect(server.reads.map(({ from, count }) => [from, count])).toEqual([[100, 50]]);
  });

  it('goes on by itself where the view grew while a page was on its way', async () => {
    const server = createTraceServer(10);
    const { cache } = cacheOf(server);
    const release = server.hold();
    cache.grow(10);
    cache.want(0, 10);
    await vi.waitFor(() => expect(server.reads).toHaveLength(1));
    server.grow(5);
    cache.grow(15);
    cache.want(5, 15);
    release();
    await vi.waitFor(() => expect(cache.row(14)?.seq).toBe(15));
    expect(server.reads.map(({ from }) => from)).toEqual([0, 10]);
  });

  it('gives up pages that are no longer looked at', async () => {
    const server = createTraceServer(100_000);
    const { cache, failures } = cacheOf(server);
    const release = server.hold();
    cache.grow(100_000);
    cache.want(50_000, 50_030);
    await vi.waitFor(() => expect(server.reads).toHaveLength(1));
    cache.want(90_000, 90_030);
    await vi.waitFor(() => expect(server.cancelled).toEqual([50_000]));
    release();
    await vi.waitFor(() => expect(cache.row(90_000)?.seq).toBe(90_001));
    expect(cache.row(50_000)).toBeUndefined();
    expect(failures).toEqual([]);
  });

  it('holds no more pages than it may, and never drops those on the screen', async () => {
    const server = createTraceServer(4000);
    const { cache } = cacheOf(server, 5);
    cache.grow(4000);
    for (let first = 0; first < 4000; first += 400) {
      cache.want(first, first + 40);
      await vi.waitFor(() => expect(cache.row(first + 39)).toBeDefined());
    }
    expect(cache.pages).toBe(5);
    expect(cache.row(3600)).toBeDefined();
    expect(cache.row(0)).toBeUndefined();
  });

  it('looks again at a call without an answer when anything came', async () => {
    const server = createTraceServer(20);
    server.rows[12] = traceRow(12, { kind: 'call', action: 'Heartbeat' });
    const { cache } = cacheOf(server);
    cache.grow(20);
    cache.want(0, 20);
    await vi.waitFor(() => expect(cache.row(12)).toBeDefined());
    server.rows[12] = traceRow(12, { kind: 'call', action: 'Heartbeat', pairSeq: 99, latencyMs: 8 });
    // The answer itself may be hidden by the filter: the length stays.
    cache.grow(20);
    await vi.waitFor(() => expect(cache.row(12)?.pairSeq).toBe(99));
    expect(server.reads.map(({ from, count }) => [from, count])).toEqual([
      [0, 20],
      [12, 1],
    ]);
    cache.grow(20);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(server.reads).toHaveLength(2);
  });

  it('tells of a failure and tries again when the rows are wanted again', async () => {
    const server = createTraceServer(10);
    let isBroken = true;
    const failures: unknown[] = [];
    const cache = createRowCache({
      fetch: async (from, count, signal) => {
        if (isBroken) throw new Error('broken');
        return (await server.client.call('view.rows', { view: 7, from, count }, { signal })).rows;
      },
      onRows: () => undefined,
      onFailure: (error) => failures.push(error),
    });
    caches.push(cache);
    cache.grow(10);
    cache.want(0, 10);
    await vi.waitFor(() => expect(failures).toHaveLength(1));
    isBroken = false;
    cache.want(0, 10);
    await vi.waitFor(() => expect(cache.row(9)).toBeDefined());
  });
});
