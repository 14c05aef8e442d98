import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { HAS_SOCAT, says } from '../ptyDevice.ts';

export const HAS_AVRDUDE = HAS_SOCAT && isThere();
export const AVRDUDE_NOTE = HAS_AVRDUDE ? '' : ' (skipped: there is no avrdude or no socat)';

function isThere(): boolean {
  try {
    execFileSync('which', ['avrdude'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** A pseudo terminal whose other end is a TCP port. */
export async function ptyTo(port: number): Promise<{ path: string; folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'kerbside-avrdude-'));
  const path = join(folder, 'tty');
  const socat = spawn('socat', ['-d', '-d', `PTY,raw,echo=0,link=${path}`, `TCP:127.0.0.1:${port}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onTestFinished(async () => {
    const exited = once(socat, 'exit');
    if (socat.kill('SIGKILL')) await exited;
    rmSync(folder, { recursive: true, force: true });
  });
  await says(socat.stderr, 'starting data transfer loop');
  return { path, folder };
}

/** As a technician would call it for such a board; answers with how it ended and what it said. */
export async function avrdude(
  path: string,
  operations: readonly string[],
): Promise<{ code: unknown; said: string }> {
  const args = ['-p', 'atmega328p', '-c', 'arduino', '-P', path, '-b', '115200', '-D'];
  const child = spawn('avrdude', [...args, ...operations.flatMap((one) => ['-U', one])], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (bytes) => (said += String(bytes)));
  const [code] = await once(child, 'close');
  return { code, said };
}
