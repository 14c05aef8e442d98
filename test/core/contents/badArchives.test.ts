import fc from 'fast-check';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { UNPACK_LIMITS } from '../../../electron/core/contents/archives/unpackLimits.ts';
import { isThere, looking, testFile, testFolder } from './lookingAt.ts';
import { makeTar } from './makeTar.ts';
import { makeZip } from './makeZip.ts';

const MB = 1_000_000;
const NEVER = new AbortController().signal;

describe('archive bombs', () => {
  it('stops a file that grows to some hundred times its size, and shows its beginning', async () => {
    const bomb = gzipSync(Buffer.alloc(150 * MB));
    const { contents, open } = looking({ limits: { ...UNPACK_LIMITS, suspectBytes: 5 * MB, freeBytes: 0 } });
    const { state, content } = await open(testFile('bomb.gz', bomb), ['bomb']);
    expect(state.state).toBe('ready');
    expect(state.sizeBytes).toBeLessThanOrEqual(5 * MB);
    expect(state.notes[0]).toMatchObject({
      code: 'bomb',
      sentence: expect.stringMatching(/hundred times its packed size/),
    });
    contents.close(content);
  });

  it('does not read a packed tar bomb to its end', async () => {
    const tar = await makeTar([
      { name: 'zeros', data: Buffer.alloc(30 * MB) },
      { name: 'behind', data: 'x' },
    ]);
    const { open } = looking({ limits: { ...UNPACK_LIMITS, suspectBytes: 2 * MB, freeBytes: 0 } });
    const { state } = await open(testFile('bomb.tgz', gzipSync(tar)));
    expect(state).toMatchObject({ state: 'ready', entries: 1 });
    expect(state.notes[0]?.code).toBe('bomb');
  });

  it('follows archives within archives only so deep', async () => {
    let data: Buffer = Buffer.from('bottom');
    for (let depth = 0; depth < 12; depth += 1) data = makeZip([{ name: 'x.zip', data }]);
    const { open } = looking();
    const { state } = await open(testFile('42.zip', data), [
      Array.from({ length: 12 }, () => 'x.zip').join('/'),
    ]);
    expect(state.failure?.message).toMatch(/more than 8 deep/);
  });

  it('lists only so many entries', async () => {
    const parts = Array.from({ length: 50 }, (_, at) => ({ name: `${at}.log`, data: 'x' }));
    const { open } = looking({ limits: { ...UNPACK_LIMITS, entries: 20, freeBytes: 0 } });
    const { state } = await open(testFile('many.zip', makeZip(parts)));
    expect(state).toMatchObject({ entries: 20, notes: [{ code: 'too-many-entries' }] });
  });

  it('sees entries that lie over one another', async () => {
    const whole = makeZip([
      { name: 'a', data: 'x'.repeat(500), method: 0 },
      { name: 'b', data: 'y', method: 0 },
    ]);
    // The second entry of the directory points to the first one.
    const second = whole.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    whole.writeUInt32LE(0, second + 42);
    const { open } = looking();
    const { state } = await open(testFile('overlap.zip', whole));
    expect(state.notes.map(({ code }) => code)).toContain('overlap');
  });

  it('extracts no more than it may', async () => {
    const parts = Array.from({ length: 5 }, (_, at) => ({ name: `${at}.log`, data: 'x'.repeat(100_000) }));
    const { open, contents } = looking({ limits: { ...UNPACK_LIMITS, totalBytes: 250_000, freeBytes: 0 } });
    const { content } = await open(testFile('many.zip', makeZip(parts)));
    const result = await contents.extract(content, join(testFolder(), 'out'), undefined, { signal: NEVER });
    expect(result.isWhole).toBe(false);
    expect(result.bytes).toBeLessThanOrEqual(250_000);
  });
});

describe('names that lead elsewhere', () => {
  const NAMES = [
    '../../up.txt',
    '/etc/absolute.txt',
    'C:\\Windows\\drive.txt',
    'a/../../b.txt',
    'CON',
    'aux.log',
    'nul/x',
    '..',
    '...',
    'a\u0000b',
    ' ',
    'x/',
    '\\\\server\\share\\y',
  ];

  it('shows them as they are and keeps them in the folder', async () => {
    const parent = testFolder();
    const folder = join(parent, 'out');
    const path = testFile(
      'evil.zip',
      makeZip(NAMES.map((name) => ({ name, data: name.endsWith('/') ? '' : 'data', method: 0 as const }))),
    );
    const { open, contents } = looking();
    const { content } = await open(path);
    const { entries } = await contents.find(content).entries(0, 100);
    expect(entries.map(({ name }) => name)).toEqual(NAMES);
    expect(entries.filter(({ isUnsafe }) => !isUnsafe).map(({ name }) => name)).toEqual(['x/']);
    await contents.extract(content, folder, undefined, { signal: NEVER });
    expect(readdirSync(parent)).toEqual(['out']);
    const made = readdirSync(folder, { recursive: true }).map(String).sort();
    expect(made).toContain('up.txt');
    expect(made).toContain('_CON');
    expect(made.some((name) => name.includes('..') || /^(con|aux|nul)\b/i.test(name))).toBe(false);
  });

  it('overwrites nothing, and follows no link that lies in the folder', async () => {
    const folder = testFolder();
    const elsewhere = testFolder();
    writeFileSync(join(folder, 'log.txt'), 'mine');
    symlinkSync(elsewhere, join(folder, 'sub'));
    symlinkSync(join(elsewhere, 'target'), join(folder, 'dangling'));
    const path = testFile(
      'a.zip',
      makeZip([
        { name: 'log.txt', data: 'theirs' },
        { name: 'sub/x', data: 'x' },
        { name: 'dangling', data: 'x' },
      ]),
    );
    const { open, contents } = looking();
    const { content } = await open(path);
    const result = await contents.extract(content, folder, undefined, { signal: NEVER });
    expect(readFileSync(join(folder, 'log.txt'), 'utf8')).toBe('mine');
    expect(readFileSync(join(folder, 'log (2).txt'), 'utf8')).toBe('theirs');
    expect(readdirSync(elsewhere)).toEqual([]);
    expect(result.problems).toEqual([
      { name: 'sub/x', sentence: expect.stringMatching(/something else called/) },
    ]);
  });

  it('makes no links, whatever order an archive has them in', async () => {
    const parent = testFolder();
    const folder = join(parent, 'out');
    mkdirSync(folder);
    const tar = await makeTar([
      { name: 'up', type: 'symlink', linkname: '..' },
      { name: 'up/escaped.txt', data: 'x' },
      { name: 'hard', type: 'link', linkname: '/etc/passwd' },
    ]);
    const { open, contents } = looking();
    const { content } = await open(testFile('links.tar', tar));
    await contents.extract(content, folder, undefined, { signal: NEVER });
    expect(readdirSync(parent)).toEqual(['out']);
    expect(readFileSync(join(folder, 'up', 'escaped.txt'), 'utf8')).toBe('x');
    expect(isThere(join(folder, 'hard'))).toBe(false);
  });
});

describe('archives that are cut off or damaged', () => {
  const text = Array.from(
    { length: 400 },
    (_, at) => `2026-11-21T10:00:00Z line ${at} ${(at * 7919) % 1009}`,
  ).join('\n');

  it('reads what is left of a ZIP archive, wherever it is cut', { timeout: 300_000 }, async () => {
    const whole = makeZip([
      { name: 'a.log', data: text },
      { name: 'b.log', data: text, hasDescriptor: true },
      { name: 'c.log', data: text, method: 0 },
    ]);
    const { open, contents } = looking();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 5, max: whole.length - 1 }), async (length) => {
        const { content, state } = await open(testFile('cut.zip', whole.subarray(0, length)));
        expect(state.state).toBe('ready');
        const { entries } = await contents.find(content).entries(0, 10);
        const last = entries.at(-1);
        if (last !== undefined) {
          expect(state.notes.map(({ code }) => code)).toContain('damaged');
          const { content: inner, state: innerState } = await open(
            testFile('cut.zip', whole.subarray(0, length)),
            [last.id],
          );
          expect(innerState.failure).toBeUndefined();
          const { base64 } = await contents.bytes(inner, 0, 65_536);
          expect(text.startsWith(Buffer.from(base64, 'base64').toString().slice(0, text.length))).toBe(true);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('reads what is left of tar.gz and gzip files, wherever they are cut', { timeout: 300_000 }, async () => {
    const gz = gzipSync(text);
    const tgz = gzipSync(
      await makeTar([
        { name: 'a.log', data: text },
        { name: 'b.log', data: text },
      ]),
    );
    const { open, contents } = looking();
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 0.1, max: 0.99, noNaN: true }),
        fc.boolean(),
        async (share, isTar) => {
          const whole = isTar ? tgz : gz;
          const path = testFile('cut.gz', whole.subarray(0, Math.floor(whole.length * share)));
          const { content, state } = await open(path);
          expect(state.state).toBe('ready');
          const { entries } = await contents.find(content).entries(0, 10);
          for (const { id } of entries) {
            const { content: inner, state: innerState } = await open(path, [id]);
            expect(innerState.failure).toBeUndefined();
            const { base64 } = await contents.bytes(inner, 0, 65_536);
            const bytes = Buffer.from(base64, 'base64').toString();
            expect(text.startsWith(bytes)).toBe(true);
            if (bytes.length < text.length) expect(innerState.notes.map(({ code }) => code)).toContain('cut');
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it('says so where bytes were changed on the way', async () => {
    const path = testFile('a.zip', makeZip([{ name: 'a.log', data: text, crc: 1 }]));
    const { state } = await looking().open(path, ['a.log']);
    expect(state.notes.map(({ code }) => code)).toContain('wrong-sum');
    const gz = gzipSync(text);
    gz.fill(0xff, gz.length >> 1, (gz.length >> 1) + 40);
    const { state: damaged } = await looking().open(testFile('a.gz', gz), ['a']);
    expect(damaged.notes.map(({ code }) => code).some((code) => code === 'damaged' || code === 'cut')).toBe(
      true,
    );
  });

  it('takes anything at all without falling over', { timeout: 300_000 }, async () => {
    const heads = ['PK\u0003\u0004', 'PK\u0005\u0006', '\u001f\u008b\u0008', '', '{"', '[', 'a;b;c\n'];
    const { open } = looking();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 2000 }), async (head, bytes) => {
        const { state } = await open(testFile('any', Buffer.concat([Buffer.from(head, 'latin1'), bytes])));
        expect(state.state).toBe('ready');
      }),
      { numRuns: 60 },
    );
  });
});
