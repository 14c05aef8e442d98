import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { Sums } from '../../../../electron/core/files/storage/sums.ts';
import {
  compareFile,
  writeStick,
  type StickItem,
} from '../../../../electron/core/service-port/stick/writeStick.ts';
import { failureOf } from '../../../contract/connected.ts';
import { debFile } from './debFile.ts';
import { filesIn, never, PASSWORD, stickRoom, temporaryFolder } from './stickRoom.ts';

/** Mounts are made only by root, and not in every container. */
function canMount(type: string, ...options: string[]): boolean {
  const probe = mkdtempSync(join(tmpdir(), 'kerbside-mount-'));
  try {
    execFileSync('mount', ['-t', type, ...options, probe], { stdio: 'ignore' });
    execFileSync('umount', [probe], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  } finally {
    rmSync(probe, { recursive: true, force: true });
  }
}

const hasTmpfs = canMount('tmpfs', 'tmpfs');

function mounted(options: readonly string[]): string {
  const point = temporaryFolder();
  execFileSync('mount', [...options, point]);
  onTestFinished(() => {
    execFileSync('umount', ['-l', point]);
  });
  return point;
}

function newSums(): Sums {
  const sums = new Sums();
  onTestFinished(() => sums.close());
  return sums;
}

const ITEMS: StickItem[] = [
  { path: 'sw_config/A', kind: 'setting', bytes: Buffer.from('1') },
  { path: 'sw_config/B', kind: 'setting', bytes: Buffer.from('2') },
  { path: 'USB_PASSWORD', kind: 'password', bytes: Buffer.from('x') },
];

describe.skipIf(!hasTmpfs)(
  `a disk of its own${hasTmpfs ? '' : ' (skipped: tmpfs cannot be mounted here)'}`,
  () => {
    it('that becomes full keeps nothing of what was written, and says so', async () => {
      const { sticks } = stickRoom();
      const stick = mounted(['-t', 'tmpfs', '-o', 'size=200k', 'tmpfs']);
      const source = join(temporaryFolder(), 'fw.deb');
      writeFileSync(source, await debFile('Version: 1\n', Buffer.alloc(400_000)));
      const wish = { purpose: 'firmware', folder: stick, source } as const;
      expect((await sticks.plan(wish)).checks).toContainEqual(
        expect.objectContaining({ code: 'no-room', level: 'blocks' }),
      );
      const { size } = statSync(source);
      const items: StickItem[] = [
        { path: 'FIELD_ENGINEER', kind: 'trigger', bytes: Buffer.alloc(0) },
        { path: 'sw_update.deb', kind: 'firmware', source, sizeBytes: size, sha256: '' },
      ];
      const target = { folder: stick, dev: statSync(stick).dev, sums: newSums(), signal: never };
      expect(await failureOf(writeStick(items, target))).toMatchObject({
        code: 'io',
        message: `${stick} became full: sw_update.deb does not fit.`,
      });
      expect(filesIn(stick)).toEqual([]);
    });

    it('is known as the root of a disk, by its file system', async () => {
      const { sticks } = stickRoom();
      const stick = mounted(['-t', 'tmpfs', '-o', 'size=200k', 'tmpfs']);
      const { checks, canWrite } = await sticks.plan({ purpose: 'fetch', folder: stick });
      expect(checks.map(({ code, level }) => [code, level])).toEqual([
        ['empty', 'ok'],
        ['root', 'ok'],
        ['not-fat', 'warning'],
        ['little-room', 'warning'],
      ]);
      expect(canWrite).toBe(true);
    });

    it('that is pulled out leaves nothing in the folder in which it was', async () => {
      const stick = temporaryFolder();
      execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', stick]);
      const { dev } = statSync(stick);
      execFileSync('umount', [stick]);
      const target = { folder: stick, dev, sums: newSums(), signal: never };
      expect(await failureOf(writeStick(ITEMS, target))).toMatchObject({
        code: 'io',
        message: expect.stringContaining('is not there any more') as string,
        hint: expect.stringContaining('pulled out') as string,
      });
      expect(filesIn(stick)).toEqual([]);
    });

    it('that may only be read is refused before anything is written', async () => {
      const { sticks } = stickRoom();
      const stick = mounted(['-t', 'tmpfs', '-o', 'ro', 'tmpfs']);
      expect(
        await failureOf(sticks.write({ purpose: 'fetch', folder: stick }, PASSWORD, never)),
      ).toMatchObject({
        code: 'conflict',
        message: `${stick} may not be written to.`,
      });
    });
  },
);

/** A FAT32 image, mounted by a loop device; nothing where this machine has no mkfs.vfat, no FAT, no loop devices or no root. */
function fatStick(): { point: string; remove: () => void } | undefined {
  const room = mkdtempSync(join(tmpdir(), 'kerbside-fat-'));
  const [image, point] = [join(room, 'stick.img'), join(room, 'stick')];
  try {
    mkdirSync(point);
    execFileSync('truncate', ['-s', '40M', image], { stdio: 'ignore' });
    execFileSync('mkfs.vfat', ['-F', '32', image], { stdio: 'ignore' });
    execFileSync('mount', ['-o', 'loop', image, point], { stdio: 'ignore' });
  } catch {
    rmSync(room, { recursive: true, force: true });
    return undefined;
  }
  const remove = (): void => {
    execFileSync('umount', [point]);
    rmSync(room, { recursive: true, force: true });
  };
  return { point, remove };
}

const fat = fatStick();
afterAll(() => fat?.remove());

it.skipIf(fat === undefined)(
  `a real FAT32 file system takes the files under exactly these names${fat === undefined ? ' (skipped: needs root, mkfs.vfat, FAT and loop devices)' : ''}`,
  async () => {
    const { sticks } = stickRoom();
    const stick = fat?.point ?? '';
    const plan = await sticks.plan({ purpose: 'fetch', folder: stick });
    expect(plan.checks).toContainEqual(expect.objectContaining({ code: 'fat', level: 'ok' }));
    await sticks.write({ purpose: 'fetch', folder: stick }, PASSWORD, never);
    expect(filesIn(stick)).toEqual(['FIELD_ENGINEER', 'USB_PASSWORD']);
    await sticks.removePassword(stick);
    expect(filesIn(stick)).toEqual(['FIELD_ENGINEER']);
  },
);

describe('what goes wrong on the way', () => {
  it('leaves a file of somebody else, which came meanwhile, as it is', async () => {
    const stick = temporaryFolder();
    writeFileSync(join(stick, 'USB_PASSWORD'), 'mine');
    const target = { folder: stick, dev: statSync(stick).dev, sums: newSums(), signal: never };
    expect(await failureOf(writeStick(ITEMS, target))).toMatchObject({ code: 'conflict' });
    expect(filesIn(stick)).toEqual(['USB_PASSWORD']);
    expect(readFileSync(join(stick, 'USB_PASSWORD'), 'utf8')).toBe('mine');
  });

  it('of the source is said of the source', async () => {
    const stick = temporaryFolder();
    const gone = join(stick, '..', 'gone.deb');
    const items: StickItem[] = [
      { path: 'sw_update.deb', kind: 'firmware', source: gone, sizeBytes: 1, sha256: '' },
    ];
    const target = { folder: stick, dev: statSync(stick).dev, sums: newSums(), signal: never };
    expect(await failureOf(writeStick(items, target))).toMatchObject({
      code: 'not-found',
      message: `There is no ${gone}.`,
    });
    expect(filesIn(stick)).toEqual([]);
  });

  it('is undone when it is cancelled', async () => {
    const stick = temporaryFolder();
    const abort = new AbortController();
    abort.abort();
    const target = { folder: stick, dev: statSync(stick).dev, sums: newSums(), signal: abort.signal };
    expect(await failureOf(writeStick(ITEMS, target))).toMatchObject({ code: 'cancelled' });
    expect(filesIn(stick)).toEqual([]);
  });

  it('shows when a file is read back: other bytes, fewer bytes', async () => {
    const path = join(temporaryFolder(), 'USB_PASSWORD');
    writeFileSync(path, 'right');
    const sums = newSums();
    const expected = { path: 'USB_PASSWORD', sizeBytes: 5, sha256: await sums.of(path, 5) };
    await compareFile(path, expected, sums);
    for (const bytes of ['wrong', 'righ']) {
      writeFileSync(path, bytes);
      expect(await failureOf(compareFile(path, expected, sums))).toMatchObject({ code: 'io' });
    }
  });
});
