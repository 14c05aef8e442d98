import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Sticks } from '../../../../electron/core/service-port/stick/sticks.ts';

export function temporaryFolder(): string {
  const made = mkdtempSync(join(tmpdir(), 'kerbside-stick-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

export const PASSWORD = 'Gänse-füßchen 4711';

/** An empty folder in the place of a stick, and what works with it. */
export function stickRoom(): { stick: string; sticks: Sticks; kept: string } {
  const [stick, kept] = [temporaryFolder(), temporaryFolder()];
  const sticks = new Sticks({ folder: () => join(kept, 'visit files') });
  onTestFinished(() => sticks.close());
  return { stick, sticks, kept };
}

/** Every file below a folder, by its path from there. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();
}

export const never = new AbortController().signal;
