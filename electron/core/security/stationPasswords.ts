import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ContractError } from '../../../shared/contract/failure.ts';
import { writePrivateFile } from './privateFile.ts';

/**
 * The passwords that stations are expected to send (HTTP Basic). They are kept apart from the session, which is sent to
 * colleagues, in a file that only the user may read.
 */
export class StationPasswords {
  readonly #path: string | undefined;
  readonly #passwords: Map<string, string>;
  readonly #listeners = new Set<(stationId: string) => void>();

  /** Without a folder they last until the end of the program. `onDefect` is told of a file that cannot be read. */
  constructor(folder: string | undefined, onDefect: (line: string) => void) {
    this.#path = folder === undefined ? undefined : join(folder, 'station-passwords.json');
    this.#passwords = read(this.#path, onDefect);
  }

  /** For the front door only; it never travels further. */
  of(stationId: string): string | undefined {
    return this.#passwords.get(stationId);
  }

  has(stationId: string): boolean {
    return this.#passwords.has(stationId);
  }

  stations(): string[] {
    return [...this.#passwords.keys()];
  }

  async set(stationId: string, password: string): Promise<void> {
    this.#passwords.set(stationId, password);
    await this.#save(stationId);
  }

  async clear(stationId: string): Promise<void> {
    this.#passwords.delete(stationId);
    await this.#save(stationId);
  }

  onChange(listener: (stationId: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #save(stationId: string): Promise<void> {
    for (const listener of this.#listeners) listener(stationId);
    if (this.#path === undefined) return;
    try {
      await writePrivateFile(this.#path, JSON.stringify(Object.fromEntries(this.#passwords)));
    } catch (cause) {
      throw new ContractError('io', `The password is in force, but could not be kept in ${this.#path}.`, {
        hint: 'Make that folder writable, or set the password again after the next start.',
        cause,
      });
    }
  }
}

function read(path: string | undefined, onDefect: (line: string) => void): Map<string, string> {
  if (path === undefined) return new Map();
  try {
    const stored: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof stored !== 'object' || stored === null) return new Map();
    const entries = Object.entries(stored) as Array<[string, unknown]>;
    return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isAbsent) onDefect(`the passwords in ${path} cannot be read: ${String(error)}`);
    return new Map();
  }
}
