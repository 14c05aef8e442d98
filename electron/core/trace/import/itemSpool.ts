import { rmSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { FoundItem } from '../../../../shared/trace/import/found.ts';
import { sessionFailure } from '../file/sessionFailure.ts';

/** Keeps what was found in a file that is newest first, on the disk, to give it out oldest first. */
export class ItemSpool {
  readonly #path: string;
  readonly #database: DatabaseSync;
  readonly #insert: StatementSync;
  #count = 0;

  constructor(path: string) {
    this.#path = path;
    rmSync(path, { force: true });
    this.#database = new DatabaseSync(path);
    this.#database.exec(
      `PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
       CREATE TABLE item (line INTEGER, n INTEGER, json TEXT, raw, PRIMARY KEY (line, n)) WITHOUT ROWID; BEGIN`,
    );
    this.#insert = this.#database.prepare('INSERT INTO item VALUES (?, ?, ?, ?)');
  }

  add(item: FoundItem): void {
    this.#count += 1;
    const bytes = item.type === 'frame' && typeof item.raw !== 'string' ? item.raw : null;
    const plain = bytes === null ? { ...item, value: undefined } : { ...item, value: undefined, raw: '' };
    try {
      this.#insert.run(item.line, this.#count, JSON.stringify(plain), bytes);
    } catch (error) {
      throw sessionFailure(error, this.#path);
    }
  }

  /** The last line first; what one line held stays in its order. */
  *oldestFirst(): Generator<FoundItem, void, undefined> {
    this.#database.exec('COMMIT');
    const rows = this.#database.prepare('SELECT json, raw FROM item ORDER BY line DESC, n').iterate();
    for (const { json, raw } of rows) {
      const item = JSON.parse(String(json)) as FoundItem;
      yield raw instanceof Uint8Array && item.type === 'frame' ? { ...item, raw } : item;
    }
  }

  close(): void {
    this.#database.close();
    rmSync(this.#path, { force: true });
  }
}
