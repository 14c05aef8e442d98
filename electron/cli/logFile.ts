import { createWriteStream, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder } from './dataFolder.ts';

const LARGEST_BYTES = 1024 * 1024;

/**
 * A log for developers, kept from the technician's terminal: `kerbside.log` in the data folder, begun anew when large.
 * Where it cannot be written, its lines go to stderr instead.
 */
export function openLog(): (line: string) => void {
  const path = join(dataFolder(), 'kerbside.log');
  try {
    mkdirSync(dataFolder(), { recursive: true, mode: 0o700 });
    const isLarge = (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_BYTES;
    const file = createWriteStream(path, { flags: isLarge ? 'w' : 'a', mode: 0o600 });
    file.on('error', (error) => process.stderr.write(`kerbside: cannot write ${path}: ${error.message}\n`));
    return (line) => file.write(`${new Date().toISOString()} ${line}\n`);
  } catch (error) {
    process.stderr.write(`kerbside: cannot write ${path}: ${String(error)}\n`);
    return (line) => process.stderr.write(`${line}\n`);
  }
}
