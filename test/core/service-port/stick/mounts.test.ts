import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  foundSticks,
  isUsbDisk,
  mountOf,
  parseMounts,
} from '../../../../electron/core/service-port/stick/mounts.ts';
import { temporaryFolder } from './stickRoom.ts';

const MOUNTS = [
  '/dev/nvme0n1p2 / ext4 rw,relatime 0 0',
  '/dev/nvme0n1p1 /boot/efi vfat rw 0 0',
  '/dev/sdb1 /media/me/MY\\040STICK vfat rw,nosuid 0 0',
  '/dev/sdc1 /run/media/me/DATA exfat rw 0 0',
  'tmpfs /tmp tmpfs rw 0 0',
  '',
].join('\n');

it('mounts are read with the blanks in their names, and the deepest one holds a path', () => {
  const mounts = parseMounts(MOUNTS);
  expect(mounts).toHaveLength(5);
  expect(mountOf('/media/me/MY STICK', mounts)).toEqual({
    device: '/dev/sdb1',
    point: '/media/me/MY STICK',
    fileSystem: 'vfat',
  });
  expect(mountOf('/media/me/MY STICK 2', mounts)?.point).toBe('/');
  expect(mountOf('/tmp/a', mounts)?.fileSystem).toBe('tmpfs');
});

it('sticks are found by where and how they are mounted; the partition of the boot loader is none', async () => {
  const proc = temporaryFolder();
  writeFileSync(join(proc, 'mounts'), MOUNTS);
  const edge = { proc, sys: temporaryFolder() };
  expect(await foundSticks({ ...edge, platform: 'linux' })).toEqual([
    '/media/me/MY STICK',
    '/run/media/me/DATA',
  ]);
  expect(await foundSticks({ ...edge, platform: 'win32' })).toEqual([]);
  expect(await foundSticks({ ...edge, platform: 'linux', proc: join(proc, 'none') })).toEqual([]);
});

it('a disk hangs on USB when its place in /sys says so', async () => {
  const sys = temporaryFolder();
  const place = join(sys, 'devices/pci0000:00/usb1/1-2/block/null');
  mkdirSync(place, { recursive: true });
  mkdirSync(join(sys, 'class/block'), { recursive: true });
  symlinkSync(place, join(sys, 'class/block/null'));
  const edge = { platform: 'linux', proc: '/proc', sys } as const;
  expect(await isUsbDisk('/dev/null', edge)).toBe(true);
  expect(await isUsbDisk('/dev/zero', edge)).toBeUndefined();
  expect(await isUsbDisk('tmpfs', edge)).toBeUndefined();
});
