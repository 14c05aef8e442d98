import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HAS_SOCAT, says } from '../ptyDevice.ts';

type Program = 'sb' | 'rb' | 'sx' | 'rx';

const FOUND = new Map((['sb', 'rb', 'sx', 'rx'] as const).map((name) => [name, nameOf(name)] as const));
export const HAS_LRZSZ = HAS_SOCAT && [...FOUND.values()].every((name) => name !== undefined);
export const LRZSZ_NOTE = HAS_LRZSZ ? '' : ' (skipped: there is no lrzsz or no socat)';

/** A program of lrzsz as the device behind a pseudo terminal. */
export interface LrzszDevice {
  path: string;
  folder: string;
  /** How it ended: null where it was killed. */
  exited: Promise<number | null>;
  kill: () => void;
  begin: () => void;
}

export function lrzszName(program: Program): string {
  return FOUND.get(program) ?? program;
}

/** Debian names them `sb`, others `lsb`. */
function nameOf(program: Program): string | undefined {
  return [program, `l${program}`].find((name) => {
    try {
      execFileSync('which', [name], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
}

export function newFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'kerbside-lrzsz-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** It gets pipes and no terminal: `rx` would flush a terminal after each block, and with it what came already. */
export async function startLrzsz(
  program: Program,
  args: readonly string[],
  folder: string,
): Promise<LrzszDevice> {
  const path = join(folder, 'tty');
  // It begins when the port is open: what comes before that is lost, and it would ask again after ten seconds only.
  const command = [lrzszName(program), ...args].join(' ');
  writeFileSync(
    join(folder, 'device.sh'),
    `until [ -e open ]; do sleep 0.02; done; rm open; exec ${command}`,
  );
  const socat = spawn(
    'socat',
    ['-d', '-d', '-t0.3', `PTY,raw,echo=0,link=${path}`, 'EXEC:sh device.sh,pipes'],
    {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    },
  );
  const exited = once(socat, 'exit').then(([code]) => (typeof code === 'number' ? code : null));
  await says(socat.stderr, 'starting data transfer loop');
  const begin = (): void => writeFileSync(join(folder, 'open'), '');
  return { path, folder, exited, kill: () => killGroup(socat.pid), begin };
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
