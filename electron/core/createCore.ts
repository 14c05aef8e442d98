import type { Core, CoreOptions } from './core.ts';

/**
 * As in `core.ts`, which is loaded only here: commands that read files need neither chargers nor certificates nor
 * schemas, and what loads them waits for most of its start.
 */
export async function createCore(options: CoreOptions): Promise<Core> {
  const core = await import('./core.ts');
  return core.createCore(options);
}
