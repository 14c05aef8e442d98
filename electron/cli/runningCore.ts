import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ContractError } from '../../shared/contract/failure.ts';
import { dataFolder } from './dataFolder.ts';

/**
 * How the other commands find the running core: each `serve` leaves a note with its address in the user's private
 * folder. The address holds the token, so nobody else may read it (mode 0600).
 */
interface Note {
  pid: number;
  ui: string;
  startedAt: number;
}

const notesFolder = (): string => join(dataFolder(), 'running');

/** Leaves the note; answers with the function that takes it away. */
export function announceCore(ui: string, startedAt: number): () => void {
  const folder = notesFolder();
  const path = join(folder, `${process.pid}.json`);
  const note: Note = { pid: process.pid, ui, startedAt };
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const { pid, path: old } of readNotes()) if (!isAlive(pid)) rmSync(old, { force: true });
    // A note of an earlier process with our number keeps its mode when overwritten.
    rmSync(path, { force: true });
    writeFileSync(path, JSON.stringify(note), { mode: 0o600 });
  } catch (error) {
    throw new ContractError('permission', `Kerbside cannot write to its folder ${folder}.`, {
      hint: 'Give yourself write permission there, or name another folder in the variable KERBSIDE_HOME.',
      cause: error,
    });
  }
  return () => rmSync(path, { force: true });
}

/** The address of the core that was started last and still runs. */
export function findCore(): string {
  const [newest] = readNotes()
    .filter(({ pid }) => isAlive(pid))
    .sort((a, b) => b.startedAt - a.startedAt);
  if (newest) return newest.ui;
  throw new ContractError('unavailable', 'No Kerbside is running on this machine.', {
    hint: 'Start one with `kerbside serve`, or name one with --connect URL.',
  });
}

function readNotes(): Array<Note & { path: string }> {
  let names: string[];
  try {
    names = readdirSync(notesFolder());
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
  return names.flatMap((name) => {
    const path = join(notesFolder(), name);
    const note = readJson(path);
    return isNote(note) ? [{ ...note, path }] : [];
  });
}

/** Nothing where another process took the file away in between, or was just writing it. */
function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (isMissing(error) || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isNote(value: unknown): value is Note {
  if (typeof value !== 'object' || value === null) return false;
  const { pid, ui, startedAt } = value as Partial<Record<keyof Note, unknown>>;
  return typeof pid === 'number' && typeof ui === 'string' && typeof startedAt === 'number';
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
