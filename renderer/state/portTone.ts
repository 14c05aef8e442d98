import { assertNever } from '../../shared/assertNever.ts';
import type { PortPhase, PortState } from '../../shared/service-port/portState.ts';

/** How a port stands, as a sign that differs in shape. */
export function portTone(phase: PortPhase): 'ok' | 'off' | 'bad' | 'busy' {
  switch (phase) {
    case 'ready':
      return 'ok';
    case 'opening':
    case 'identifying':
    case 'transfer':
      return 'busy';
    case 'lost':
      return 'bad';
    case 'closed':
      return 'off';
    default:
      return assertNever(phase);
  }
}

export interface PortStanding {
  /** Of `port.phase.*`. */
  word: PortPhase | 'failed';
  tone: ReturnType<typeof portTone>;
}

/** How a port of this visit stands, in a word: one that was tried in vain is not merely closed. */
export function portStanding({ phase, failure }: Pick<PortState, 'phase' | 'failure'>): PortStanding {
  if (phase === 'closed' && failure !== undefined) return { word: 'failed', tone: 'bad' };
  return { word: phase, tone: portTone(phase) };
}

/** What a person types goes through also while the device is asked who it is: some have to be stopped at their start. */
export function canSend(phase: PortPhase): boolean {
  return phase === 'ready' || phase === 'identifying';
}

export function isPortOpen(phase: PortPhase): boolean {
  return phase === 'ready' || phase === 'identifying' || phase === 'transfer';
}
