import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep, win32 } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { ByteCoverage } from '../../../electron/core/files/storage/byteCoverage.ts';
import {
  freeBytesOf,
  IncomingFile,
  type IncomingRules,
} from '../../../electron/core/files/storage/incomingFile.ts';
import { decodePart, numberedName, safeFileName } from '../../../electron/core/files/storage/safeFileName.ts';
import { Sums } from '../../../electron/core/files/storage/sums.ts';
import { startFileCore, temporaryFolder } from './fileCore.ts';
import { sha256Of } from './sampleFile.ts';

const sums = new Sums();
afterAll(() => sums.close());

function rules(folder: string, other: Partial<IncomingRules> = {}): IncomingRules {
  return { folder, limitBytes: 1_000_000, reserveBytes: 0, freeBytes: freeBytesOf, sums, ...other };
}

describe('a file name that a charger sent', () => {
  it.each([
    ['log.zip', 'log.zip'],
    ['../../log.zip', 'log.zip'],
    ['C:\\logs\\log.zip', 'log.zip'],
    ['log.zip/', 'log.zip'],
    ['log: 12:30?.txt', 'log_ 12_30_.txt'],
    ['com1.log', '_com1.log'],
    ['COM¹', '_COM¹'],
    ['nul', '_nul'],
    ['console.txt', 'console.txt'],
    [' name. . ', 'name'],
    ['...', 'upload'],
    ['', 'upload'],
    ['Ladesäule_充電.log', 'Ladesäule_充電.log'],
    [`${'a'.repeat(300)}.tar.gz`, `${'a'.repeat(113)}.tar.gz`],
    [`${'電'.repeat(300)}.zip`, `${'電'.repeat(65)}.zip`],
  ])('%j is kept as %j', (sent, name) => {
    expect(safeFileName(sent)).toBe(name);
  });

  it('leads nowhere, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (sent) => {
        const name = safeFileName(decodePart(sent));
        expect(join(`${sep}root`, name)).toBe(`${sep}root${sep}${name}`);
        expect(win32.join('C:\\root', name)).toBe(`C:\\root\\${name}`);
        expect(name).not.toMatch(/[<>:"|?*]|\p{Cc}|\p{Cf}|\p{Cs}|^\.|[. ]$/u);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
      }),
    );
  });

  it('gets a number beside its like', () => {
    expect(numberedName('a.tar.gz', 2)).toBe('a (2).tar.gz');
    expect(numberedName('fw 1.2.bin', 3)).toBe('fw 1.2 (3).bin');
    expect(numberedName('log', 2)).toBe('log (2)');
  });
});

describe('coverage', () => {
  it('counts what a set of bytes would count', () => {
    const ranges = fc.array(fc.tuple(fc.nat(60), fc.nat(20)), { maxLength: 20 });
    fc.assert(
      fc.property(ranges, fc.nat(70), (pieces, cut) => {
        const coverage = new ByteCoverage();
        const bytes = new Set<number>();
        for (const [from, length] of pieces) {
          coverage.add(from, from + length);
          for (let at = from; at < from + length; at += 1) bytes.add(at);
          let whole = 0;
          while (bytes.has(whole)) whole += 1;
          expect([coverage.bytes, coverage.wholeTo]).toEqual([bytes.size, whole]);
        }
        coverage.cutAt(cut);
        expect(coverage.bytes).toBe([...bytes].filter((at) => at < cut).length);
      }),
    );
  });
});

describe('a file on its way', () => {
  it('may come in any order', async () => {
    const folder = temporaryFolder();
    const file = await IncomingFile.create(rules(folder));
    await file.write(6, [Buffer.from('world')]);
    expect(file.hasHoles).toBe(true);
    await file.write(0, [Buffer.from('hel'), Buffer.from('lo ')]);
    expect(await file.finish('x.txt')).toMatchObject({
      name: 'x.txt',
      sizeBytes: 11,
      sha256: sha256Of(Buffer.from('hello world')),
    });
    expect(readFileSync(join(folder, 'x.txt'), 'utf8')).toBe('hello world');
  });

  it('is summed up rightly when bytes come anew or are cut', async () => {
    const folder = temporaryFolder();
    const file = await IncomingFile.create(rules(folder));
    await file.write(0, [Buffer.from('hello world')]);
    await file.write(0, [Buffer.from('HELLO')]);
    await file.cutAt(8);
    await file.write(8, [Buffer.from('ld')]);
    expect((await file.finish('x')).sha256).toBe(sha256Of(Buffer.from('HELLO wold')));
  });

  it('replaces nothing, also where a link stands under its name', async () => {
    const folder = temporaryFolder();
    const outside = join(temporaryFolder(), 'outside');
    writeFileSync(outside, 'mine');
    symlinkSync(outside, join(folder, 'x'));
    const file = await IncomingFile.create(rules(folder));
    await file.write(0, [Buffer.from('theirs')]);
    expect((await file.finish('x')).name).toBe('x (2)');
    expect(readFileSync(outside, 'utf8')).toBe('mine');
  });

  it('that comes in too many pieces at once is none', async () => {
    const file = await IncomingFile.create(rules(temporaryFolder()));
    const scatter = async (): Promise<void> => {
      for (let at = 0; at < 2200; at += 2) await file.write(at, [Buffer.from('x')]);
    };
    await expect(scatter()).rejects.toMatchObject({ refusal: { code: 'upload-scattered' } });
    await file.discard();
  });
});

const SMALL_DISK = smallDisk();

describe.skipIf(SMALL_DISK === undefined)(
  `a disk of 2 MB${SMALL_DISK === undefined ? ' (skipped: none can be mounted here)' : ''}`,
  () => {
    it('becomes full in the middle, which is said, and nothing stays on it', async () => {
      const folder = smallDisk() ?? '';
      onTestFinished(() => unmount(folder));
      const core = await startFileCore({ files: { freeBytes: () => Promise.resolve(undefined) } });
      const upload = await core.expectUpload('http', { folder });
      const body = new Uint8Array(5_000_000);
      const answer = await fetch(`${upload.url}a`, { method: 'PUT', body });
      expect([answer.status, await answer.text()]).toEqual([507, expect.stringMatching(/became full/)]);
      expect((await upload.event('interrupted')).refusal.code).toBe('disk-full');
      expect(readdirSync(folder)).toEqual([]);
      const small = await fetch(`${upload.url}a`, { method: 'PUT', body: body.subarray(0, 1_000_000) });
      expect(small.status).toBe(201);
    });
  },
);
if (SMALL_DISK !== undefined) unmount(SMALL_DISK);

/** A real disk with little room, where this user may mount one. */
function smallDisk(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'kerbside-small-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
}

function unmount(folder: string): void {
  execFileSync('umount', [folder]);
  rmSync(folder, { recursive: true });
}
