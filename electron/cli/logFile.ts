import { createWriteStream, mkdirSync, statSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { dataFolder } from './dataFolder.ts';

const LARGEST_BYTES = 1024 * 1024;

/**
 * A log for developers, kept from the technician's terminal: `kerbside.log` in the data folder, begun anew when large.
 * It is opened for its first line. Where it cannot be written, that is said once and its lines are dropped: they may
 * hold stack traces.
 */
export function openLog(): (line: string) => void {
  const path = join(dataFolder(), 'kerbside.log');
  let file: WriteStream | 'unwritable' | undefined;
  const giveUp = (error: unknown): void => {
    if (file === 'unwritable') return;
    file = 'unwritable';
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    process.stderr.write(
      `kerbside: the log ${path} cannot be written (${reason}); Kerbside runs without it.\n`,
    );
  };
  return (line) => {
    if (file === undefined) {
      try {
        file = open(path).on('error', giveUp);
      } catch (error) {
        giveUp(error);
      }
    }
    if (typeof file === 'object') file.write(`${new Date().toISOString()} ${line}\n`);
  };
}

function open(path: string): WriteStream {
  mkdirSync(dataFolder(), { recursive: true, mode: 0o700 });
  const isLarge = (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_BYTES;
  return createWriteStream(path, { flags: isLarge ? 'w' : 'a', mode: 0o600 });
}
