import { beforeEach, describe, expect, it } from 'vitest';
import {
  linesAsText,
  receivedAsBase64,
} from '../../../../renderer/features/servicePort/console/consoleFile.ts';
import { ConsoleStore } from '../../../../renderer/features/servicePort/console/consoleStore.ts';
import type { ConsoleForm } from '../../../../renderer/features/servicePort/console/lineText.ts';
import { createTimeFormats } from '../../../../renderer/ui/timeFormats.ts';
import type { ConsoleBatch, ConsoleChunk } from '../../../../shared/service-port/consoleBatch.ts';

/** A port as its batches tell it: each chunk knows its place. */
function createWire(store: ConsoleStore) {
  const sent = { in: 0, out: 0 };
  let monoMs = 0;
  const chunk = (direction: 'in' | 'out', bytes: Uint8Array): ConsoleChunk => {
    const offset = sent[direction];
    sent[direction] += bytes.length;
    return {
      direction,
      at: 1_700_000_000_000 + monoMs,
      monoMs,
      offset,
      data: Buffer.from(bytes).toString('base64'),
    };
  };
  const batch = (chunks: ConsoleChunk[], rest: Partial<ConsoleBatch> = {}): ConsoleBatch => ({
    chunks,
    meanings: [],
    skippedBytes: 0,
    ...rest,
  });
  return {
    chunk,
    batch,
    wait: (ms: number) => {
      monoMs += ms;
    },
    receive: (text: string | number[]) =>
      store.take(batch([chunk('in', typeof text === 'string' ? Buffer.from(text) : Uint8Array.from(text))])),
    send: (text: string | number[]) =>
      store.take(batch([chunk('out', typeof text === 'string' ? Buffer.from(text) : Uint8Array.from(text))])),
  };
}

const choose = (
  store: ConsoleStore,
  change: { form?: ConsoleForm; filter?: string; query?: string } = {},
): void => store.choose({ form: 'text', isMasked: true, perRow: 400, filter: '', query: '', ...change });

const texts = (store: ConsoleStore): string[] =>
  store.rows.slice(0, store.rows.count).map((row) => `${row.line.direction} ${store.rows.textOf(row)}`);

let store: ConsoleStore;
let wire: ReturnType<typeof createWire>;
beforeEach(() => {
  store = new ConsoleStore((action) => action);
  wire = createWire(store);
});

describe('lines of a console', () => {
  it('end with CR, LF or both, also where these come in parts', () => {
    wire.receive('one\ntwo\r\nthree\rfour\r');
    wire.receive('\nfive');
    expect(texts(store)).toEqual(['in one', 'in two', 'in three', 'in four', 'in five']);
  });

  it('are not torn by the echo of what is typed', () => {
    for (const key of 'ls\r') {
      wire.send(key);
      wire.receive(key === '\r' ? '\r\n' : key);
    }
    expect(texts(store)).toEqual(['out ls', 'in ls']);
  });

  it('end where it was silent for long: a prompt, and what comes later', () => {
    wire.receive('=> ');
    wire.wait(2000);
    wire.receive('booting\n');
    expect(texts(store)).toEqual(['in => ', 'in booting']);
  });

  it('end with the other direction where they are no text', () => {
    wire.receive([1, 4, 2, 0, 28, 184, 249]);
    wire.send([1, 4, 0, 5, 0, 1, 0x21, 0xcb]);
    wire.receive([1, 4, 2, 0, 28, 184, 249]);
    choose(store, { form: 'hex' });
    expect(texts(store)).toEqual([
      'in 01 04 02 00 1c b8 f9',
      'out 01 04 00 05 00 01 21 cb',
      'in 01 04 02 00 1c b8 f9',
    ]);
  });

  it('of megabytes without an end stay bounded', () => {
    for (let at = 0; at < 160; at += 1) wire.receive('x'.repeat(65_536));
    expect(store.get().keptBytes).toBeLessThanOrEqual(4 * 1024 * 1024);
    expect(store.lines().every(({ length }) => length <= 4096)).toBe(true);
    expect(store.get().droppedBytes + store.get().keptBytes).toBe(160 * 65_536);
  });

  it('of three megabaud, a byte each, stay bounded, too', () => {
    for (let at = 0; at < 30; at += 1) wire.receive('\n'.repeat(2000));
    expect(store.lines().length).toBeLessThanOrEqual(40_000);
    expect(store.rows.count).toBe(store.lines().length);
  });

  it('show a part of long ones in each row, in hex with its text', () => {
    wire.receive('0123456789abcdefGH\n');
    store.choose({ form: 'mixed', isMasked: true, perRow: 16, filter: '', query: '' });
    expect(texts(store)).toEqual([
      'in 30 31 32 33 34 35 36 37 38 39 61 62 63 64 65 66  0123456789abcdef',
      `in ${'47 48 0a'.padEnd(48)} GH·`,
    ]);
  });
});

describe('text that is wrapped', () => {
  const wrap = (perRow: number, change: Parameters<typeof choose>[1] & { restTimes?: number } = {}): void =>
    store.choose({ form: 'text', isMasked: true, perRow, filter: '', query: '', ...change });

  it('goes on in rows of so many columns, without a row for its end alone', () => {
    wrap(5);
    wire.receive('0123456789\r\nabc\r\n');
    expect(texts(store)).toEqual(['in 01234', 'in 56789', 'in abc']);
    wrap(5, { restTimes: 2 });
    wire.receive('0123456789abcdefgh\n');
    expect(texts(store).slice(3)).toEqual(['in 01234', 'in 56789abcde', 'in fgh']);
  });

  it('is cut within no character, no colour and no tab, however it comes', () => {
    wrap(4);
    for (const byte of Buffer.from('größer\u001B[31m rot\u001B[0m\t漢字x\n')) wire.receive([byte]);
    expect(texts(store)).toEqual(['in größ', 'in er r', 'in ot', 'in \t', 'in 漢字', 'in x']);
    expect(store.rows.slice(0, 9).map(({ start, end }) => end - start)).toEqual([6, 9, 6, 1, 6, 2]);
  });

  it('is found where it goes on in the next row, and is one line again where it is copied', () => {
    wrap(6, { query: 'NEEDLE' });
    wire.receive('hay needle hay\n');
    expect(store.rows.found.map((row) => store.rows.textOf(row))).toEqual(['hay ne']);
    expect(store.rows.texts(0, 2).map(({ text }) => text)).toEqual(['hay needle h']);
    const [, second] = store.rows.slice(0, 2);
    expect(second && store.rows.textFrom(second)).toBe('hay needle hay');
    expect(second && store.rows.textFrom(second, 10)).toBe('edle hay');
  });

  it('has its secrets hidden in each row', () => {
    wrap(12, { query: 'cdef' });
    wire.receive('password=abcdefgh\n');
    expect(texts(store)).toEqual(['in password=•••', 'in •••••']);
    expect(store.rows.found).toEqual([]);
  });
});

describe('secrets', () => {
  it('show as dots, by their names and where a password was asked for, until they are wanted', () => {
    wire.receive('AuthorizationKey=deadbeefcafe1234\nPassword: ');
    wire.send('hunter2\r');
    expect(texts(store)).toEqual(['in AuthorizationKey=••••••••••••••••', 'in Password: ', 'out •••••••']);
    store.choose({ form: 'text', isMasked: false, perRow: 400, filter: '', query: '' });
    expect(texts(store)).toEqual(['in AuthorizationKey=deadbeefcafe1234', 'in Password: ', 'out hunter2']);
  });

  it('of which a piece was shown already are hidden as a whole, also while paused, and no longer found', () => {
    choose(store, { query: 'hun' });
    wire.receive('key: hun');
    expect(store.get().foundCount).toBe(1);
    store.setPaused(true);
    const masks = [{ direction: 'in', offset: 5, length: 3 }] as const;
    store.take(wire.batch([wire.chunk('in', Buffer.from('****.\r\n'))], { masks: [...masks] }));
    expect(texts(store)).toEqual(['in key: ***']);
    expect(store.get().foundCount).toBe(0);
    store.setPaused(false);
    expect(texts(store)).toEqual(['in key: *******.']);
  });

  it('are hidden in hex as well', () => {
    wire.receive('password=abcdefgh\n');
    store.choose({ form: 'mixed', isMasked: true, perRow: 16, filter: '', query: '' });
    expect(texts(store).join('\n')).not.toMatch(/abc|61 62 63/);
  });

  it('are hidden in what is saved as it is shown', () => {
    wire.receive('password=abcdefgh\n');
    const times = createTimeFormats('en', 'UTC');
    const choice = { form: 'text', isMasked: true, perRow: 400 } as const;
    expect(linesAsText(store.lines(), choice, times)).toBe('22:13:20.000  ←  password=••••••••\n');
    expect(Buffer.from(receivedAsBase64(store.lines()), 'base64').toString()).toBe('password=abcdefgh\n');
  });
});

describe('what is shown', () => {
  it('stands still while paused, counts what comes, and goes on', () => {
    wire.receive('one\n');
    store.setPaused(true);
    wire.receive('two\n');
    expect(store.get()).toMatchObject({ isPaused: true, pausedBytes: 4, count: 1 });
    store.setPaused(false);
    expect(texts(store)).toEqual(['in one', 'in two']);
    expect(store.get().pausedBytes).toBe(0);
  });

  it('keeps of a long pause what there is room for, and says what is missing', () => {
    store.setPaused(true);
    for (let at = 0; at < 100; at += 1) wire.receive(`${'y'.repeat(65_535)}\n`);
    store.setPaused(false);
    const { keptBytes, skippedBytes, droppedBytes } = store.get();
    expect(keptBytes + skippedBytes + droppedBytes).toBe(100 * 65_536);
    expect(skippedBytes).toBeGreaterThan(0);
  });

  it('is narrowed by a filter, also by what the driver understood', () => {
    const reply = wire.chunk('in', Buffer.from('$OK 01 0\r'));
    const noise = wire.chunk('in', Buffer.from('noise\r'));
    const meaning = {
      direction: 'in',
      offset: 0,
      length: 9,
      meaning: 'state: connected',
      isProblem: false,
    } as const;
    store.take(wire.batch([reply, noise], { meanings: [meaning] }));
    choose(store, { filter: 'CONNECTED' });
    expect(texts(store)).toEqual(['in $OK 01 0']);
    wire.receive('$OK connected\r');
    expect(texts(store)).toEqual(['in $OK 01 0', 'in $OK connected']);
    choose(store);
    expect(texts(store)).toHaveLength(3);
  });

  it('is searched, and so is what comes later', () => {
    wire.receive('error 1\nfine\n');
    choose(store, { query: 'error' });
    wire.receive('err');
    wire.receive('or 2\n');
    expect(store.rows.found.map((row) => store.rows.textOf(row))).toEqual(['error 1', 'error 2']);
  });

  it('has each byte once, also after a new snapshot', () => {
    const first = wire.chunk('in', Buffer.from('one\ntwo\n'));
    store.snapshot(wire.batch([first]));
    const second = wire.chunk('in', Buffer.from('three\n'));
    store.snapshot(wire.batch([first, second]));
    expect(texts(store)).toEqual(['in one', 'in two', 'in three']);
  });

  it('begins anew where the port counts from the beginning again', () => {
    wire.receive('before the restart\n');
    const other = createWire(store);
    store.snapshot(other.batch([other.chunk('in', Buffer.from('anew\n'))]));
    expect(texts(store)).toEqual(['in anew']);
  });

  it('says where bytes are missing', () => {
    wire.receive('one');
    store.take(wire.batch([wire.chunk('in', Buffer.from('two\n'))], { skippedBytes: 500 }));
    const [, row] = store.rows.slice(0, 2);
    expect(row?.line.skippedBefore).toBe(500);
    expect(texts(store)).toEqual(['in one', 'in two']);
  });

  it('gives the bytes of the device to a terminal at once, also while paused', () => {
    const seen: string[] = [];
    const end = store.onBytes((bytes) => seen.push(Buffer.from(bytes).toString()));
    store.setPaused(true);
    wire.receive('prompt> ');
    wire.send('x');
    end();
    wire.receive('later');
    expect(seen).toEqual(['prompt> ']);
  });
});
