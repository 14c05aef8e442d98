import { tmpdir } from 'node:os';
import type { Sticks } from './sticks.ts';

/** Sticks without a running core. Loaded only when somebody wants them. */
export async function openSticks(): Promise<Sticks> {
  const { Sticks: Made } = await import('./sticks.ts');
  return new Made({ folder: tmpdir });
}
