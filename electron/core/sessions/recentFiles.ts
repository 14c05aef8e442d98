import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';

const FILE_NAME = 'recent.json';
const MOST = 50;
const pathsSchema = z.array(z.string());

/** Session files outside of the folder that were opened lately, newest first; kept in a file of the folder. */
export class RecentFiles {
  readonly #folder: string;
  readonly #log: (line: string) => void;
  #paths: string[];

  constructor(folder: string, log: (line: string) => void) {
    this.#folder = resolve(folder);
    this.#log = log;
    this.#paths = this.#read();
  }

  list(): readonly string[] {
    return this.#paths;
  }

  add(path: string): void {
    const absolute = resolve(path);
    if (dirname(absolute) === this.#folder || this.#paths[0] === absolute) return;
    this.#paths = [absolute, ...this.#paths.filter((other) => other !== absolute)].slice(0, MOST);
    this.#write();
  }

  remove(path: string): void {
    const absolute = resolve(path);
    if (!this.#paths.includes(absolute)) return;
    this.#paths = this.#paths.filter((other) => other !== absolute);
    this.#write();
  }

  #read(): string[] {
    const path = join(this.#folder, FILE_NAME);
    if (!existsSync(path)) return [];
    try {
      return pathsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    } catch (error) {
      this.#log(`The list of sessions opened lately is not readable and begins anew: ${String(error)}`);
      return [];
    }
  }

  #write(): void {
    try {
      writeFileSync(join(this.#folder, FILE_NAME), JSON.stringify(this.#paths));
    } catch (error) {
      // A convenience: without it the file has to be named again.
      this.#log(`The list of sessions opened lately was not saved: ${String(error)}`);
    }
  }
}
