import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

export const HAS_SOCAT = runs('socat', '-V');
export const SOCAT_NOTE = HAS_SOCAT ? '' : ' (skipped: there is no socat)';

/** A pseudo terminal as the port that is opened, and its other end as streams. */
export interface PtyDevice {
  path: string;
  /** What the device sends. */
  out: Writable;
  /** What the device gets. */
  in: Readable;
  /** Pulls the cable: the port is gone. */
  unplug: () => Promise<void>;
}

export async function startPtyDevice(): Promise<PtyDevice> {
  const folder = mkdtempSync(join(tmpdir(), 'kerbside-pty-'));
  const path = join(folder, 'ttyTEST0');
  const socat = spawn('socat', ['-d', '-d', '-', `pty,raw,echo=0,link=${path}`], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  socat.stdin.on('error', () => undefined);
  await says(socat.stderr, 'starting data transfer loop');
  let isGone = false;
  return {
    path,
    out: socat.stdin,
    in: socat.stdout,
    unplug: async () => {
      if (isGone) return;
      isGone = true;
      const exited = once(socat, 'exit');
      socat.kill('SIGKILL');
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Resolves once a program has said so. */
export async function says(stream: Readable, text: string): Promise<void> {
  let seen = '';
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    seen += String(chunk);
    if (seen.includes(text)) break;
  }
  // socat would wait for whoever reads its messages.
  stream.resume();
}

function runs(program: string, flag: string): boolean {
  try {
    execFileSync(program, [flag], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
