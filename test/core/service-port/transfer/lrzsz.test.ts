import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  runTransfer,
  type TransferOutcome,
} from '../../../../electron/core/service-port/transfer/runTransfer.ts';
import { createReceiveMachine } from '../../../../shared/service-port/transfer/receiveMachine.ts';
import { createSendMachine } from '../../../../shared/service-port/transfer/sendMachine.ts';
import { HAS_LRZSZ, LRZSZ_NOTE, newFolder, startLrzsz, type LrzszDevice } from './lrzsz.ts';
import { openLine, type OpenedLine } from './openLine.ts';

const cleanups: Array<() => unknown> = [];
afterAll(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

type Args = Parameters<typeof startLrzsz>;

async function device(program: Args[0], args: Args[1], folder: string): Promise<LrzszDevice> {
  const started = await startLrzsz(program, args, folder);
  cleanups.push(() => started.kill());
  return started;
}

async function lineTo({ path, begin }: LrzszDevice): Promise<OpenedLine> {
  const opened = await openLine(path);
  begin();
  cleanups.push(() => opened.close());
  return opened;
}

function folderOf(): string {
  const { folder, remove } = newFolder();
  cleanups.push(remove);
  return folder;
}

function content(sizeBytes: number): Buffer {
  return Buffer.from(Array.from({ length: sizeBytes }, (_, at) => (at * 7 + (at >> 8)) & 0xff));
}

interface SendWish {
  protocol: 'xmodem' | 'ymodem';
  blockBytes: 128 | 1024;
  signal?: AbortSignal;
  onBlock?: (block: number) => void;
}

async function send(
  to: LrzszDevice,
  files: ReadonlyArray<[string, Buffer]>,
  wish: SendWish,
): Promise<TransferOutcome> {
  const { line } = await lineTo(to);
  return runTransfer({
    line,
    signal: wish.signal ?? new AbortController().signal,
    machine: createSendMachine({
      protocol: wish.protocol,
      blockBytes: wish.blockBytes,
      files: files.map(([name, bytes]) => ({ name, sizeBytes: bytes.length, mtimeS: 1_700_000_000 })),
    }),
    read: (file, offset, length) => {
      const [, bytes = Buffer.alloc(0)] = files[file] ?? [];
      return Promise.resolve(bytes.subarray(offset, offset + length));
    },
    onProgress: ({ block }) => wish.onBlock?.(block),
  });
}

interface Pulled {
  outcome: TransferOutcome;
  files: Array<{ name: string; sizeBytes: number | undefined; bytes: Buffer }>;
}

async function receive(
  from: LrzszDevice,
  protocol: 'xmodem' | 'ymodem',
  wish: { check?: 'sum' | 'crc'; signal?: AbortSignal; onBlock?: (block: number) => void } = {},
): Promise<Pulled> {
  const { line } = await lineTo(from);
  const files: Pulled['files'] = [];
  const { check = 'crc', signal = new AbortController().signal, onBlock } = wish;
  const outcome = await runTransfer({
    line,
    signal,
    machine: createReceiveMachine({ protocol, check, limitBytes: 10_000_000 }),
    onOpen: async ({ name, sizeBytes }) => {
      files.push({ name, sizeBytes, bytes: Buffer.alloc(0) });
    },
    onContent: async (bytes) => {
      const last = files.at(-1);
      if (last !== undefined) last.bytes = Buffer.concat([last.bytes, bytes]);
    },
    onProgress: ({ block }) => onBlock?.(block),
  });
  return { outcome, files };
}

/** Nothing, each side of a block of both sizes, and more blocks than their number can count. */
const SIZES = [0, 1, 128, 1025, 70_001];
const DONE = { proof: 'acknowledged' };

// Side by side: rb and rx wait a second after each file.
describe.skipIf(!HAS_LRZSZ).concurrent(`X/YMODEM against lrzsz${LRZSZ_NOTE}`, () => {
  for (const blockBytes of [128, 1024] as const) {
    it(`rb takes a batch by YMODEM in blocks of ${blockBytes}, with sizes and dates`, async () => {
      const folder = folderOf();
      const sizes = blockBytes === 128 ? [1, 128] : [0, 1025];
      const files = sizes.map((size) => [`file-${size}.bin`, content(size)] as [string, Buffer]);
      const rb = await device('rb', ['-q', '-b'], folder);
      expect(await send(rb, files, { protocol: 'ymodem', blockBytes })).toEqual(DONE);
      expect(await rb.exited).toBe(0);
      for (const [name, bytes] of files)
        expect(readFileSync(join(folder, name)).equals(bytes), name).toBe(true);
    });
  }

  it('rb takes more than a number of blocks counts', async () => {
    const folder = folderOf();
    const bytes = content(300_000);
    const rb = await device('rb', ['-q', '-b'], folder);
    expect(await send(rb, [['big.bin', bytes]], { protocol: 'ymodem', blockBytes: 1024 })).toEqual(DONE);
    expect(await rb.exited).toBe(0);
    expect(readFileSync(join(folder, 'big.bin')).equals(bytes)).toBe(true);
  });

  const ways = [
    { name: 'check sums', args: [], blockBytes: 128 },
    { name: 'CRC', args: ['-c'], blockBytes: 128 },
    { name: '1K', args: ['-c'], blockBytes: 1024 },
  ] as const;
  for (const { name, args, blockBytes } of ways) {
    it(`rx takes files by XMODEM with ${name}, padded to the block`, async () => {
      const taken = SIZES.slice(1).map(async (size) => {
        const folder = folderOf();
        const bytes = content(size);
        const rx = await device('rx', ['-q', '-b', ...args, 'got.bin'], folder);
        expect(await send(rx, [['got.bin', bytes]], { protocol: 'xmodem', blockBytes }), `${size}`).toEqual(
          DONE,
        );
        expect(await rx.exited).toBe(0);
        const got = readFileSync(join(folder, 'got.bin'));
        expect(got.subarray(0, size).equals(bytes), `${size}`).toBe(true);
        expect(got.subarray(size).every((byte) => byte === 0x1a)).toBe(true);
      });
      await Promise.all(taken);
    });
  }

  for (const args of [[], ['-k']]) {
    it(`sb${args.join('')} sends a batch that is received with its names and sizes`, async () => {
      const folder = folderOf();
      const names = SIZES.map((size) => `file-${size}.bin`);
      for (const size of SIZES) writeFileSync(join(folder, `file-${size}.bin`), content(size));
      const sb = await device('sb', ['-q', '-b', ...args, ...names], folder);
      const { outcome, files } = await receive(sb, 'ymodem');
      expect(outcome).toEqual(DONE);
      expect(files.map(({ name, sizeBytes }) => [name, sizeBytes])).toEqual(
        SIZES.map((size) => [`file-${size}.bin`, size]),
      );
      for (const [at, size] of SIZES.entries())
        expect(files[at]?.bytes.equals(content(size)), `${size}`).toBe(true);
      expect(await sb.exited).toBe(0);
    });
  }

  for (const check of ['sum', 'crc'] as const) {
    for (const args of [[], ['-k']]) {
      it(`sx${args.join('')} sends with ${check}`, async () => {
        const folder = folderOf();
        const bytes = content(70_001);
        writeFileSync(join(folder, 'log.bin'), bytes);
        const sx = await device('sx', ['-q', '-b', ...args, 'log.bin'], folder);
        const { outcome, files } = await receive(sx, 'xmodem', { check });
        expect(outcome).toEqual(DONE);
        expect(files[0]?.bytes.equals(bytes)).toBe(true);
      });
    }
  }

  it('stops rb, which keeps nothing whole and fails', async () => {
    const folder = folderOf();
    const stop = new AbortController();
    const rb = await device('rb', ['-q', '-b'], folder);
    const outcome = await send(rb, [['half.bin', content(500_000)]], {
      protocol: 'ymodem',
      blockBytes: 1024,
      signal: stop.signal,
      onBlock: (block) => {
        if (block === 20) stop.abort();
      },
    });
    expect(outcome).toMatchObject({ failure: { cause: 'cancelled' } });
    expect(await rb.exited).not.toBe(0);
  });

  it('stops sb', async () => {
    const folder = folderOf();
    writeFileSync(join(folder, 'log.bin'), content(500_000));
    const stop = new AbortController();
    const sb = await device('sb', ['-q', '-b', '-k', 'log.bin'], folder);
    const { outcome } = await receive(sb, 'ymodem', {
      signal: stop.signal,
      onBlock: (block) => {
        if (block === 20) stop.abort();
      },
    });
    expect(outcome).toMatchObject({ failure: { cause: 'cancelled' } });
    expect(await sb.exited).not.toBe(0);
  });

  it('ends at once when sb is killed in the middle, which is a line that is lost', async () => {
    const folder = folderOf();
    writeFileSync(join(folder, 'log.bin'), content(500_000));
    const sb = await device('sb', ['-q', '-b', '-k', 'log.bin'], folder);
    const pulled = receive(sb, 'ymodem', {
      onBlock: (block) => {
        if (block === 20) sb.kill();
      },
    });
    await expect(pulled).rejects.toMatchObject({ code: 'unavailable' });
  });
});
