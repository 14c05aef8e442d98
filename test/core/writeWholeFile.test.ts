import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { writeWholeFile } from '../../electron/core/downloads/writeWholeFile.ts';
import { temporaryFailure } from '../../electron/core/trace/export/temporaryFailure.ts';
import { ContractError } from '../../shared/contract/failure.ts';
import { committed, newRecord, openTrace } from './trace/sessions.ts';

/** A device of Linux on which every write fails for want of room. */
const FULL = '/dev/full';
const HAS_FULL = existsSync(FULL);

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'kerbside-write-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

async function exportable(): Promise<ReturnType<typeof openTrace>> {
  const trace = openTrace();
  for (let n = 0; n < 3000; n += 1) trace.store.append(newRecord());
  await committed(trace.store);
  return trace;
}

it('gives a file its name once it is whole', async () => {
  const out = join(folder(), 'x.jsonl');
  const pieces = ['one ', 'two'];
  async function* body(): AsyncGenerator<string> {
    for (const piece of pieces) {
      expect(existsSync(out)).toBe(false);
      yield await Promise.resolve(piece);
    }
  }
  await writeWholeFile(out, body());
  expect(readFileSync(out, 'utf8')).toBe('one two');
});

describe.skipIf(!HAS_FULL)(`a full disk${HAS_FULL ? '' : ' (skipped: there is no /dev/full)'}`, () => {
  it.each(['jsonl', 'csv', 'har', 'pcapng', 'kerbside'] as const)(
    'leaves no half file of an export to %s, and says so',
    async (format) => {
      const out = join(folder(), 'visit.export');
      // The file that is written beside its place ends up on the full device.
      symlinkSync(FULL, `${out}.${process.pid}.part`);
      const trace = await exportable();
      await expect(writeWholeFile(out, trace.export(format))).rejects.toMatchObject({
        code: 'io',
        message: `The disk is full: ${out} could not be written.`,
        hint: 'Free some space, or save to another disk.',
      });
      expect(readdirSync(join(out, '..'))).toEqual([]);
    },
  );

  it('leaves what was under the name before', async () => {
    const out = join(folder(), 'visit.jsonl');
    writeFileSync(out, 'earlier');
    symlinkSync(FULL, `${out}.${process.pid}.part`);
    const trace = await exportable();
    await expect(writeWholeFile(out, trace.export('jsonl'))).rejects.toThrow('The disk is full');
    expect(readFileSync(out, 'utf8')).toBe('earlier');
  });
});

describe('nothing is left', () => {
  it('of an export that fails on its way', async () => {
    const out = join(folder(), 'visit.jsonl');
    const failing = Readable.from(
      (async function* (): AsyncGenerator<string> {
        yield await Promise.resolve('half');
        throw new ContractError('io', 'The session file is damaged.');
      })(),
    );
    await expect(writeWholeFile(out, failing)).rejects.toThrow('The session file is damaged.');
    expect(readdirSync(join(out, '..'))).toEqual([]);
  });

  it('in a folder without permission, and the sentence says what to do', async () => {
    // Whoever is root may write anywhere but where the system itself keeps its files.
    const isRoot = process.getuid?.() === 0;
    const closed = isRoot ? '/sys' : folder();
    if (!isRoot) chmodSync(closed, 0o555);
    const trace = await exportable();
    await expect(writeWholeFile(join(closed, 'x.csv'), trace.export('csv'))).rejects.toMatchObject({
      code: 'permission',
      message: expect.stringContaining('may not be written by this user') as string,
      hint: 'Save to a folder of your own.',
    });
  });

  it.each([
    ['a folder that is not there', 'none/x.csv', 'not-found'],
    ['a file in place of a folder', 'file/x.csv', 'not-found'],
    ['a folder of that name', 'folder', 'conflict'],
    ['a name that is too long', 'x'.repeat(300), 'invalid-params'],
  ])('of %s', async (_name, target, code) => {
    const place = folder();
    writeFileSync(join(place, 'file'), '');
    mkdirSync(join(place, 'folder'));
    writeFileSync(join(place, 'folder', 'kept'), '');
    const trace = await exportable();
    await expect(writeWholeFile(join(place, target), trace.export('jsonl'))).rejects.toMatchObject({ code });
    expect(readdirSync(place).sort()).toEqual(['file', 'folder']);
  });
});

describe('the folder for temporary files', () => {
  it('that cannot be used is named', async () => {
    const { TMPDIR } = process.env;
    const trace = await exportable();
    process.env['TMPDIR'] = join(folder(), 'none');
    onTestFinished(() => {
      if (TMPDIR === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = TMPDIR;
    });
    await expect(trace.export('kerbside').toArray()).rejects.toMatchObject({
      code: 'io',
      message: expect.stringContaining(`could not be put together in ${process.env['TMPDIR']}`) as string,
    });
  });

  it('that is full is not taken for the disk of the session', () => {
    const full = Object.assign(new Error('database or disk is full'), { errcode: 13 });
    expect(temporaryFailure(full)).toMatchObject({
      code: 'io',
      message: expect.stringContaining(tmpdir()) as string,
    });
    expect(temporaryFailure(Object.assign(new Error('x'), { code: 'ENOSPC' })).message).toMatch(
      /^The disk is full/,
    );
  });
});
