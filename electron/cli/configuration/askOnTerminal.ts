import { createInterface, type Interface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usageError.ts';

/** Whether somebody sits there who can answer. */
export function canAsk(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY;
}

/** Asks for y or n; anything else is no. */
export async function askYes(question: string): Promise<boolean> {
  return /^y(es)?$/i.test(await askWord(`${question} [y/N] `));
}

/** What is typed, without the blanks around it. */
export async function askWord(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: true });
  try {
    return (await answered(lines, question)).trim();
  } finally {
    lines.close();
  }
}

/** Asks for a secret, which does not appear on the terminal and stands in no history. */
export async function askSecret(name: string, terminal: Terminal): Promise<string> {
  terminal.note(`The value of ${name} (it is not shown), then Enter:`);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true, historySize: 0 });
  try {
    return await answered(lines, '');
  } finally {
    lines.close();
  }
}

/** Ctrl+C and Ctrl+D at a question are a wish, not trouble of the tool. */
async function answered(lines: Interface, question: string): Promise<string> {
  try {
    return await lines.question(question);
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError')
      throw new UsageError('given up; nothing was sent.');
    throw error;
  }
}
