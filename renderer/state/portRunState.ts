import type { PortRun, PortRunState } from '../../shared/service-port/portRun.ts';

const GOING_ON: ReadonlySet<PortRunState> = new Set(['waiting', 'preparing', 'transferring', 'checking']);

export function isRunGoingOn({ state }: Pick<PortRun, 'state'>): boolean {
  return GOING_ON.has(state);
}

export function runTone(state: PortRunState): 'ok' | 'off' | 'warn' | 'bad' | 'busy' {
  if (GOING_ON.has(state)) return 'busy';
  if (state === 'verified' || state === 'received') return 'ok';
  if (state === 'unverified') return 'warn';
  return state === 'failed' ? 'bad' : 'off';
}
