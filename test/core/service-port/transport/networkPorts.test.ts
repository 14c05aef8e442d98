import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { openTransport } from '../../../../electron/core/service-port/transport/openTransport.ts';
import { openRfc2217 } from '../../../../electron/core/service-port/transport/rfc2217.ts';
import type { Transport } from '../../../../electron/core/service-port/transport/transport.ts';
import { DEFAULT_LINE } from '../../../../shared/service-port/lineSettings.ts';
import type { PortBanner } from '../../../../shared/service-port/portState.ts';
import { ALL_BYTES, Collected, take } from './collected.ts';
import { ComPortServer, type ServerHabits } from './comPortServer.ts';

const cleanups: Array<() => Promise<unknown>> = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

async function listening(
  host = '127.0.0.1',
): Promise<{ server: Server; port: number; peer: Promise<Socket> }> {
  const server = createServer();
  server.listen(0, host);
  await once(server, 'listening');
  const peer = once(server, 'connection').then(([socket]) => socket as Socket);
  cleanups.push(async () => {
    server.close();
    (await Promise.race([peer, Promise.resolve(undefined)]))?.destroy();
  });
  return { server, port: (server.address() as AddressInfo).port, peer };
}

async function opened(path: string): Promise<Transport> {
  const transport = await openTransport(path, DEFAULT_LINE);
  cleanups.push(() => transport.close());
  return transport;
}

function bannersOf(transport: Transport): PortBanner[] {
  const banners: PortBanner[] = [];
  transport.onBanner((banner) => banners.push(banner));
  return banners;
}

describe('raw TCP', () => {
  it('carries every byte value, also by IPv6, and takes settings without doing anything', async () => {
    for (const [host, url] of [
      ['127.0.0.1', '127.0.0.1'],
      ['::1', '[::1]'],
    ] as const) {
      const { port, peer } = await listening(host);
      const transport = await opened(`tcp://${url}:${port}`);
      const collected = new Collected(transport);
      const socket = await peer;
      cleanups.push(() => Promise.resolve(socket.destroy()));
      socket.write(ALL_BYTES);
      expect(await collected.atLeast(256)).toEqual(Buffer.from(ALL_BYTES));
      await transport.write(ALL_BYTES);
      expect(await take(socket, 256)).toEqual(Buffer.from(ALL_BYTES));
      await transport.setLine({ ...DEFAULT_LINE, baud: 300, format: '7M2' });
      expect(await transport.setSignals({ dtr: true, isBreak: true })).toBe(false);
      expect(await transport.signals()).toEqual({});
    }
  });

  it('tells once that the other end closed, and ends what waits', async () => {
    const { port, peer } = await listening();
    const transport = await opened(`tcp://127.0.0.1:${port}`);
    const collected = new Collected(transport);
    const socket = await peer;
    socket.pause();
    const writing = transport.write(new Uint8Array(30_000_000)).catch((error: unknown) => error);
    socket.resetAndDestroy();
    expect(await writing).toMatchObject({ code: 'unavailable', failure: { cause: 'gone' } });
    await transport.close();
    await transport.close();
    expect(collected.ends).toMatchObject([
      { cause: 'gone', sentence: expect.stringContaining('closed') as string },
    ]);
  });

  it('brings a megabyte through to a slow reader', async () => {
    const { port, peer } = await listening();
    const transport = await opened(`tcp://127.0.0.1:${port}`);
    const collected = new Collected(transport);
    transport.pause();
    const megabyte = Buffer.alloc(1_048_576, Buffer.from(ALL_BYTES));
    (await peer).write(megabyte);
    transport.resume();
    await collected.atLeast(50_000);
    transport.pause();
    transport.resume();
    expect((await collected.atLeast(megabyte.length)).equals(megabyte)).toBe(true);
  });

  it('names why there is no connection', async () => {
    const { server, port } = await listening();
    server.close();
    await once(server, 'close');
    await expect(opened(`tcp://127.0.0.1:${port}`)).rejects.toMatchObject({
      code: 'unavailable',
      failure: { cause: 'refused', sentence: expect.stringContaining(`port ${port}`) as string },
    });
    await expect(opened('tcp://no-such-converter.invalid:4001')).rejects.toMatchObject({
      failure: {
        cause: 'unreachable',
        sentence: expect.stringContaining('no-such-converter.invalid') as string,
      },
    });
  });

  it.each([
    'tcp://127.0.0.1',
    'tcp://127.0.0.1:0',
    'tcp://127.0.0.1:99999',
    'tcp://a b:1',
    'http://x:1',
    'tcp://::1:5',
  ])('refuses the address %s with a sentence', async (path) => {
    await expect(openTransport(path, DEFAULT_LINE)).rejects.toMatchObject({
      code: 'invalid-params',
      hint: expect.stringContaining('tcp://192.168.1.20:4001') as string,
    });
  });
});

describe('RFC 2217', () => {
  async function served(habits: ServerHabits = {}): Promise<ComPortServer> {
    const server = await ComPortServer.start(habits);
    cleanups.push(() => server.stop());
    return server;
  }

  it.each([{}, { isPiecemeal: true }])(
    'sets the far line and carries every byte value: %j',
    async (habits) => {
      const server = await served(habits);
      const line = {
        ...DEFAULT_LINE,
        baud: 0xff00,
        format: '7E2',
        flowControl: 'rts-cts',
        dtr: false,
      } as const;
      const transport = await openTransport(server.path, line);
      cleanups.push(() => transport.close());
      await expect.poll(() => server.commands).toContainEqual([12, 3]);
      expect(server.commands).toEqual([
        [11, 0xff],
        [10, 0x0e],
        [1, 0, 0, 0xff, 0],
        [2, 7],
        [3, 3],
        [4, 2],
        [5, 3],
        [5, 9],
        [12, 3],
      ]);
      const collected = new Collected(transport);
      await transport.write(ALL_BYTES);
      await expect.poll(() => server.received).toEqual([...ALL_BYTES]);
      server.send([...ALL_BYTES, 255]);
      expect(await collected.atLeast(256)).toEqual(Buffer.from(ALL_BYTES));
      expect(bannersOf(transport)).toEqual([]);
    },
  );

  it('drives DTR, RTS and break, and tells what the far port drives', async () => {
    const server = await served();
    const transport = await opened(server.path);
    expect(await transport.setSignals({ dtr: false, rts: true, isBreak: true })).toBe(true);
    expect(server.commands.slice(-3)).toEqual([
      [5, 9],
      [5, 11],
      [5, 5],
    ]);
    server.notify(107, 0xb0);
    await expect
      .poll(() => transport.signals())
      .toEqual({
        dtr: false,
        rts: true,
        cts: true,
        dsr: true,
        ri: false,
        dcd: true,
      });
    const banners = bannersOf(transport);
    server.notify(106, 0x08);
    await expect.poll(() => banners.map(({ code }) => code)).toEqual(['line-errors']);
  });

  it('holds what is sent while the server asks for it', async () => {
    const server = await served();
    const transport = await opened(server.path);
    server.notify(108);
    server.notify(107, 0x10);
    await expect.poll(async () => (await transport.signals()).cts).toBe(true);
    const writing = transport.write(Buffer.from('later'));
    expect(await transport.setSignals({ rts: false })).toBe(true);
    expect(server.received).toEqual([]);
    server.notify(109);
    await writing;
    await expect.poll(() => Buffer.from(server.received).toString()).toBe('later');
  });

  it('a setting that the server does not take is refused by name, and the port goes on', async () => {
    const server = await served({ onlyBaud: 9600 });
    await expect(openTransport(server.path, DEFAULT_LINE)).rejects.toMatchObject({
      code: 'invalid-params',
      failure: { cause: 'unsupported-setting', sentence: expect.stringContaining('115200 8N1') as string },
    });
    const transport = await openTransport(server.path, { ...DEFAULT_LINE, baud: 9600 });
    cleanups.push(() => transport.close());
    await expect(transport.setLine(DEFAULT_LINE)).rejects.toMatchObject({ code: 'invalid-params' });
    await transport.write(Buffer.from('x'));
    await expect.poll(() => server.received).toEqual([120]);
  });

  it('a server that takes the rate and not the format has its line from before again', async () => {
    const server = await served({ hasOneFormat: true });
    const transport = await opened(server.path);
    await expect(transport.setLine({ ...DEFAULT_LINE, baud: 9600, format: '7E1' })).rejects.toMatchObject({
      code: 'invalid-params',
    });
    const rates = server.commands.filter(([code]) => code === 1);
    expect(rates.slice(-2)).toEqual([
      [1, 0, 0, 0x25, 0x80],
      [1, 0, 1, 0xc2, 0],
    ]);
  });

  it('a server that refuses the option is used without settings, and that is said', async () => {
    const server = await served({ refusesOption: true });
    const transport = await opened(server.path);
    expect(bannersOf(transport)).toMatchObject([
      { code: 'no-line-settings', sentence: expect.stringContaining('refuses') as string },
    ]);
    await transport.write(Uint8Array.of(1, 255, 2));
    await expect.poll(() => server.received).toEqual([1, 255, 2]);
    expect(await transport.setSignals({ dtr: true })).toBe(false);
  });

  it('a server that speaks no telnet gets raw bytes, and nothing that came meanwhile is lost', async () => {
    const { port, peer } = await listening();
    const opening = openRfc2217({ host: '127.0.0.1', port }, DEFAULT_LINE, new AbortController().signal, {
      answerMs: 50,
    });
    const socket = await peer;
    socket.write(Uint8Array.of(65, 255, 255, 66));
    const transport = await opening;
    cleanups.push(() => transport.close());
    const collected = new Collected(transport);
    expect([...(await collected.atLeast(4))]).toEqual([65, 255, 255, 66]);
    expect(bannersOf(transport)).toMatchObject([
      { code: 'no-line-settings', sentence: expect.stringContaining('does not speak telnet') as string },
    ]);
    socket.read();
    await transport.write(Uint8Array.of(255, 1));
    expect([...(await take(socket, 2))]).toEqual([255, 1]);
  });

  it('a server that never answers to a setting fails the opening; one that leaves, too; so does an abort', async () => {
    const mute = await served({ isMute: true });
    const { port } = new URL(mute.path.replace('rfc2217', 'http'));
    const address = { host: '127.0.0.1', port: Number(port) };
    const never = new AbortController().signal;
    await expect(openRfc2217(address, DEFAULT_LINE, never, { answerMs: 30 })).rejects.toMatchObject({
      message: expect.stringContaining('does not answer to line settings') as string,
    });
    const leaving = await listening();
    const opening = openTransport(`rfc2217://127.0.0.1:${leaving.port}`, DEFAULT_LINE);
    (await leaving.peer).destroy();
    await expect(opening).rejects.toMatchObject({ failure: { cause: 'gone' } });
    const silent = await listening();
    const abort = new AbortController();
    const given = openTransport(`rfc2217://127.0.0.1:${silent.port}`, DEFAULT_LINE, { signal: abort.signal });
    const socket = await silent.peer;
    const reason = new Error('not wanted any more');
    abort.abort(reason);
    await expect(given).rejects.toBe(reason);
    socket.resume();
    await once(socket, 'close');
  });

  it('an opening that takes too long is given up', async () => {
    const { port } = await listening();
    await expect(
      openTransport(`rfc2217://127.0.0.1:${port}`, DEFAULT_LINE, { timeoutMs: 30 }),
    ).rejects.toMatchObject({ failure: { cause: 'unreachable' } });
  });
});
