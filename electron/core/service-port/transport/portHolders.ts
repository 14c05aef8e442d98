import { readdir, readFile, readlink, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { SystemEdge } from './systemEdge.ts';

/** A program that has a port, as far as the system tells: its own name and its process. */
export interface PortHolder {
  program: string;
  pid: number;
  /** It is this very Kerbside. */
  isSelf: boolean;
}

/** The command line and the program of a checkout; arguments are parted by NUL. */
const KERBSIDE = /kerbside|electron\/(?:cli|serve|shell)\/\w+\.[jt]s/i;

/**
 * Who has which of these ports, on Linux: whoever locked it, else open files of this user's processes, else lock files, which tell of
 * other users' programs too. Empty where the system tells nothing. What cannot be read is not ours to see, and is passed over.
 */
export async function portHolders(
  paths: readonly string[],
  edge: SystemEdge,
): Promise<Map<string, PortHolder>> {
  const found = new Map<string, PortHolder>();
  if (edge.platform !== 'linux' || paths.length === 0) return found;
  const byDevice = new Map<string, string>();
  for (const path of paths) byDevice.set(await realpath(path).catch(() => path), path);
  const locks = await readFile(join(edge.proc, 'locks'), 'latin1').catch(() => '');
  for (const path of paths) {
    const pid = await lockerOf(locks, path);
    if (pid !== undefined) found.set(path, await holder(edge, pid));
  }
  const isLocked = new Set(found.keys());
  const pids = (await readdir(edge.proc).catch(() => [])).filter((name) => /^\d+$/.test(name));
  for (const pid of pids) {
    for (const target of await openFiles(edge, pid)) {
      const path = byDevice.get(target);
      // Its own file says little where another program has the port, too.
      if (path === undefined || isLocked.has(path) || found.get(path)?.isSelf === false) continue;
      found.set(path, await holder(edge, pid));
    }
  }
  for (const [device, path] of byDevice) {
    const locker = found.has(path) ? undefined : await lockHolder(edge, device);
    if (locker !== undefined) found.set(path, locker);
  }
  return found;
}

/** `1: FLOCK  ADVISORY  WRITE 4711 00:19:5 0 EOF`: process, then device (hexadecimal) and inode of the file that it locked. */
async function lockerOf(locks: string, path: string): Promise<string | undefined> {
  const node = await stat(path).catch(() => undefined);
  if (node === undefined) return undefined;
  const major = (node.dev >>> 8) & 0xfff;
  const minor = (node.dev & 0xff) | ((node.dev >>> 12) & 0xfff00);
  for (const line of locks.split('\n')) {
    const match = /FLOCK\s+\S+\s+\S+\s+([1-9]\d*) ([0-9a-f]+):([0-9a-f]+):(\d+) /.exec(line);
    const [, pid, majorText = '', minorText = '', inode] = match ?? [];
    const isSame = Number(inode) === node.ino && parseInt(majorText, 16) === major;
    if (pid !== undefined && isSame && parseInt(minorText, 16) === minor) return pid;
  }
  return undefined;
}

/** As sentences name it: `picocom (process 4711)`. */
export function holderName({ program, pid, isSelf }: PortHolder): string {
  return isSelf ? 'this Kerbside' : `${program} (process ${pid})`;
}

async function openFiles(edge: SystemEdge, pid: string): Promise<string[]> {
  const folder = join(edge.proc, pid, 'fd');
  const names = await readdir(folder).catch(() => []);
  return Promise.all(names.map((name) => readlink(join(folder, name)).catch(() => '')));
}

async function holder(edge: SystemEdge, pid: string): Promise<PortHolder> {
  const program = await programOf(edge, pid);
  return { program: program ?? 'a program', pid: Number(pid), isSelf: Number(pid) === process.pid };
}

/** Nothing for a process that is no more. Newer Node.js calls itself by its thread: then its file tells more. */
async function programOf(edge: SystemEdge, pid: string): Promise<string | undefined> {
  const comm = await readFile(join(edge.proc, pid, 'comm'), 'utf8').catch(() => undefined);
  const name = comm?.trim();
  if (name !== 'MainThread') return name === '' ? undefined : name;
  const words = await readFile(join(edge.proc, pid, 'cmdline'), 'utf8').catch(() => '');
  if (KERBSIDE.test(words)) return 'another Kerbside';
  const file = await readlink(join(edge.proc, pid, 'exe')).catch(() => name);
  return basename(file);
}

/** `LCK..ttyUSB0` holds the process number as text (UUCP locks, as minicom and ModemManager make them). */
async function lockHolder(edge: SystemEdge, device: string): Promise<PortHolder | undefined> {
  for (const folder of edge.lockFolders) {
    const text = await readFile(join(folder, `LCK..${basename(device)}`), 'latin1').catch(() => '');
    const pid = /^\s*(\d{1,9})\s*/.exec(text)?.[1];
    if (pid === undefined) continue;
    // A lock of a program that is no more is stale, and stops nobody.
    const program = await programOf(edge, pid);
    if (program !== undefined) return { program, pid: Number(pid), isSelf: Number(pid) === process.pid };
  }
  return undefined;
}
