import { afterEach, describe, expect, it, vi } from 'vitest';
import { createTraceView, type TraceView } from '../../../renderer/features/messages/list/traceView.ts';
import { createTraceServer, type TraceServer } from './traceServer.ts';

const views: TraceView[] = [];

function viewOf(server: TraceServer): TraceView {
  const createFlush = (action: () => void): (() => void) => {
    let isDue = false;
    return () => {
      if (isDue) return;
      isDue = true;
      queueMicrotask(() => {
        isDue = false;
        action();
      });
    };
  };
  const view = createTraceView({ client: server.client, filter: {}, createFlush });
  views.push(view);
  return view;
}

afterEach(() => {
  for (const view of views.splice(0)) view.close();
});

describe('traceView', () => {
  it('opens with the length and the rows that are looked at', async () => {
    const server = createTraceServer(1000);
    const view = viewOf(server);
    expect(view.get().phase).toBe('opening');
    await vi.waitFor(() => expect(view.get()).toMatchObject({ phase: 'ready', length: 1000, total: 1000 }));
    view.want(10, 40);
    await vi.waitFor(() => expect(view.row(39)?.seq).toBe(40));
  });

  it('fetches a row again that was marked, and no other', async () => {
    const server = createTraceServer(1000);
    const view = viewOf(server);
    await vi.waitFor(() => expect(view.get().phase).toBe('ready'));
    view.want(0, 40);
    await vi.waitFor(() => expect(view.row(39)?.seq).toBe(40));
    const row = server.rows[20];
    if (row !== undefined) row.isMarked = true;
    server.reads.length = 0;
    server.mark([21, 900]);
    await vi.waitFor(() => expect(view.row(20)?.isMarked).toBe(true));
    expect(server.reads).toEqual([{ view: 7, from: 20, count: 1 }]);
  });

  it('at the live end shows no row before it is here', async () => {
    const server = createTraceServer(50);
    const view = viewOf(server);
    view.followEnd(30);
    await vi.waitFor(() => expect(view.row(49)).toBeDefined());
    const bare: number[] = [];
    view.subscribe(() => {
      const { length } = view.get();
      if (view.row(length - 1) === undefined) bare.push(length);
    });
    for (let step = 0; step < 20; step += 1) {
      server.grow(7);
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    await vi.waitFor(() => expect(view.get().length).toBe(190));
    expect(bare).toEqual([]);
  });

  it('at the live end gets the rows with the growth, and fetches none', async () => {
    const server = createTraceServer(250);
    const view = viewOf(server);
    view.followEnd(30);
    await vi.waitFor(() => expect(view.row(249)).toBeDefined());
    server.reads.length = 0;
    server.grow(20);
    await vi.waitFor(() => expect(view.get().length).toBe(270));
    expect(view.row(269)?.seq).toBe(270);
    // More than are followed: what lies before them is fetched when somebody looks.
    server.grow(100);
    await vi.waitFor(() => expect(view.get().length).toBe(370));
    expect(view.row(369)?.seq).toBe(370);
    expect(view.row(300)).toBeUndefined();
    expect(server.reads).toEqual([]);
    view.followEnd(undefined);
    view.want(290, 320);
    await vi.waitFor(() => expect(view.row(300)?.seq).toBe(301));
  });

  it('at the live end gets the last rows also while the rows before them are looked at', async () => {
    const server = createTraceServer(50);
    const view = viewOf(server);
    await vi.waitFor(() => expect(view.get().length).toBe(50));
    const release = server.hold();
    view.followEnd(30);
    // Before it is known that the end is followed, growth brings no rows along.
    server.grow(30);
    await vi.waitFor(() => expect(server.reads).toHaveLength(1));
    // The list draws what is shown by now.
    view.want(19, 50);
    release();
    await vi.waitFor(() => expect(view.get().length).toBe(80));
    expect(view.row(79)?.seq).toBe(80);
  });

  it('shows what an empty view gets at once, though only its end is fetched', async () => {
    const server = createTraceServer(0);
    const view = viewOf(server);
    await vi.waitFor(() => expect(view.get().phase).toBe('ready'));
    view.followEnd(30);
    server.grow(150);
    await vi.waitFor(() => expect(view.get().length).toBe(150));
    expect(view.row(149)?.seq).toBe(150);
  });

  it('shows the end at once where the rows come too fast to fetch', async () => {
    const server = createTraceServer(50);
    const view = viewOf(server);
    view.followEnd(30);
    await vi.waitFor(() => expect(view.row(49)).toBeDefined());
    const release = server.hold();
    server.grow(5000);
    await vi.waitFor(() => expect(view.get().length).toBe(5050));
    release();
    await vi.waitFor(() => expect(view.row(5049)).toBeDefined());
  });

  it('knows how long the view is when the list stands still, without fetching its end', async () => {
    const server = createTraceServer(500);
    const view = viewOf(server);
    await vi.waitFor(() => expect(view.get().phase).toBe('ready'));
    view.want(0, 30);
    await vi.waitFor(() => expect(view.row(0)).toBeDefined());
    server.grow(100);
    await vi.waitFor(() => expect(view.get().length).toBe(600));
    expect(server.reads.map(({ from }) => from)).toEqual([0]);
  });

  it('finds a record, and says so where it is hidden', async () => {
    const server = createTraceServer(50);
    const view = viewOf(server);
    await vi.waitFor(() => expect(view.get().phase).toBe('ready'));
    expect(await view.locate(12)).toBe(11);
    expect(await view.locate(1200)).toBeUndefined();
  });

  it('asks once when the first record was', async () => {
    const server = createTraceServer(50);
    const view = viewOf(server);
    await vi.waitFor(() => expect(view.get().phase).toBe('ready'));
    view.firstAt();
    await vi.waitFor(() => expect(view.firstAt()).toBe(server.rows[0]?.at));
    expect(server.reads).toEqual([{ view: 7, from: 0, count: 1 }]);
  });

  it('closes its view in the core', async () => {
    const server = createTraceServer(5);
    const view = viewOf(server);
    await vi.waitFor(() => expect(view.get().phase).toBe('ready'));
    view.close();
    await vi.waitFor(() => expect(server.closedViews).toEqual([7]));
  });

  it('says why it cannot go on', async () => {
    const server = createTraceServer(5);
    const view = viewOf(server);
    await vi.waitFor(() => expect(view.get().phase).toBe('ready'));
    server.client.close();
    await vi.waitFor(() => expect(view.get().failure?.code).toBe('disconnected'));
  });
});
