import { readFile, realpath, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { SystemEdge } from '../transport/systemEdge.ts';

export interface Mount {
  device: string;
  point: string;
  fileSystem: string;
}

export type MountEdge = Pick<SystemEdge, 'platform' | 'proc' | 'sys'>;

/** The lines of /proc/mounts (proc(5), fstab(5)): blanks and the like are written as octal numbers. */
export function parseMounts(text: string): Mount[] {
  return text.split('\n').flatMap((line) => {
    const [device, point, fileSystem] = line.split(' ').map(unescaped);
    return device === undefined || point === undefined || fileSystem === undefined
      ? []
      : [{ device, point, fileSystem }];
  });
}

function unescaped(field: string): string {
  return field.replaceAll(/\\([0-7]{3})/g, (_all, octal: string) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  );
}

/** The mount that a path lies in: the deepest one, and of several on one place the last. */
export function mountOf(path: string, mounts: readonly Mount[]): Mount | undefined {
  let found: Mount | undefined;
  for (const mount of mounts) {
    const prefix = mount.point.endsWith('/') ? mount.point : `${mount.point}/`;
    const holds = path === mount.point || path.startsWith(prefix);
    if (holds && mount.point.length >= (found?.point.length ?? 0)) found = mount;
  }
  return found;
}

/** The mounts of this computer; nothing where the system does not tell them in this way. */
export async function readMounts({ platform, proc }: MountEdge): Promise<Mount[] | undefined> {
  if (platform !== 'linux') return undefined;
  try {
    return parseMounts(await readFile(join(proc, 'mounts'), 'utf8'));
  } catch {
    // A system that hides /proc: what it would tell counts as unknown.
    return undefined;
  }
}

/** Whether a disk hangs on USB, by its place in /sys; nothing where it is no disk of its own. */
export async function isUsbDisk(device: string, { sys }: MountEdge): Promise<boolean | undefined> {
  if (!device.startsWith('/dev/')) return undefined;
  try {
    return /\/usb\d+\//.test(await realpath(join(sys, 'class/block', basename(await realpath(device)))));
  } catch {
    // Not in /sys: a file system of another kind, or a container.
    return undefined;
  }
}

const FAT = /^(?:vfat|msdos|exfat|fuseblk|ntfs3?)$/;

/** Where sticks seem to be plugged in. Windows is not asked: a drive of a network that is gone would hold everything up. */
export async function foundSticks(edge: MountEdge): Promise<string[]> {
  if (edge.platform === 'darwin') return await volumesOfMac();
  const mounts = (await readMounts(edge)) ?? [];
  const sticks: string[] = [];
  for (const { device, point, fileSystem } of mounts) {
    const isUsual = /^\/(?:media|run\/media|mnt)\//.test(point);
    const isStick = FAT.test(fileSystem) && (isUsual || (await isUsbDisk(device, edge)) === true);
    if (isStick && !/^\/(?:boot|efi)(?:\/|$)/.test(point)) sticks.push(point);
  }
  return [...new Set(sticks)];
}

async function volumesOfMac(): Promise<string[]> {
  try {
    const entries = await readdir('/Volumes', { withFileTypes: true });
    // The disk of the system is a link there.
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => `/Volumes/${name}`);
  } catch {
    // It may not be read: the technician types the path.
    return [];
  }
}
