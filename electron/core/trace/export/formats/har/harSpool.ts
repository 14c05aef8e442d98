import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { temporarily } from '../../temporaryFailure.ts';

/** What a part of an entry is, in the order in which the parts of one entry are written. */
export const PARTS = ['head', 'message', 'end', 'note'] as const;
export type Part = (typeof PARTS)[number];

export interface SpooledPart {
  entry: number;
  part: Part;
  text: string;
}

/**
 * Parts of entries, kept on the disk until all are known: connections run side by side, but in the archive one stands
 * after the other. SQLite removes the file by itself, also after a crash.
 */
export class HarSpool {
  readonly #database: DatabaseSync;
  readonly #insert: StatementSync;
  readonly #head: StatementSync;
  #count = 0;

  constructor() {
    // A database without a name is a temporary file of SQLite's own.
    this.#database = temporarily(() => new DatabaseSync(''));
    this.#database.exec(
      `PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;
       CREATE TABLE part (entry INTEGER, part INTEGER, n INTEGER, text TEXT NOT NULL, PRIMARY KEY (entry, part, n))
       WITHOUT ROWID;`,
    );
    this.#insert = this.#database.prepare('INSERT INTO part (entry, part, n, text) VALUES (?, ?, ?, ?)');
    this.#head = this.#database.prepare('SELECT 1 FROM part WHERE entry = ? AND part = 0');
  }

  add(entry: number, part: Part, text: string): void {
    this.#count += 1;
    temporarily(() => this.#insert.run(entry, PARTS.indexOf(part), this.#count, text));
  }

  hasHead(entry: number): boolean {
    return this.#head.get(entry) !== undefined;
  }

  /** By entry, and within one in the order of the parts. */
  *parts(): Generator<SpooledPart> {
    const rows = this.#database
      .prepare('SELECT entry, part, text FROM part ORDER BY entry, part, n')
      .iterate();
    for (const row of rows) {
      const part = PARTS[Number(row['part'])];
      if (part !== undefined) yield { entry: Number(row['entry']), part, text: String(row['text']) };
    }
  }

  close(): void {
    this.#database.close();
  }
}
