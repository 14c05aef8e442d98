import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { writeWholeFile } from '../../core/index.ts';
import type { Terminal } from '../terminal.ts';

/** Writes a file whole or not at all; `-` is stdout. */
export async function writeTextFile(path: string, text: string, terminal: Terminal): Promise<void> {
  if (path === '-') return terminal.print(text.replace(/\r?\n$/, ''));
  await writeWholeFile(resolve(path), Readable.from([text]));
}
