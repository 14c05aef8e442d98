import { ContractError } from '../../../../shared/contract/failure.ts';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import type { ChargerDriver } from '../drivers/chargerDriver.ts';
import type { HeldPort } from '../session/heldPort.ts';
import type { ServicePorts } from '../session/servicePorts.ts';

/** What runs need of the ports. */
export type RunPorts = Pick<ServicePorts, 'state' | 'hold' | 'driver' | 'lookForCar' | 'read'>;

/** Fails with `not-found`, `unavailable` and `busy`. */
export function readyState(ports: RunPorts, path: string): PortState {
  const state = ports.state(path);
  if (state.phase === 'transfer') {
    throw new ContractError('busy', state.busyWith ?? 'A file is going over this port.', {
      hint: 'Wait for it, or stop it first.',
    });
  }
  if (state.phase === 'identifying' || state.phase === 'opening') {
    throw new ContractError('busy', 'The device is just being identified.', { hint: 'Wait a moment.' });
  }
  if (state.phase !== 'ready') {
    throw new ContractError('unavailable', `${path} is not open.`, { hint: 'Open it first.' });
  }
  return state;
}

/** In the words of the driver. */
export function cannot(
  { capabilities }: ChargerDriver,
  capability: 'firmware' | 'diagnostics',
): ContractError {
  const said = capabilities.cannot.find((one) => one.capability === capability)?.sentence;
  const what = capability === 'firmware' ? 'takes no firmware' : 'gives no log';
  return new ContractError('conflict', said ?? `As its profile says, this device ${what} over this port.`);
}

/** As a rejection of a run is to be told. */
export function reasonOf(error: unknown): { sentence: string; remedy?: string } {
  if (!(error instanceof Error)) return { sentence: String(error) };
  const hint = error instanceof ContractError ? error.hint : undefined;
  return { sentence: error.message, ...(hint === undefined ? {} : { remedy: hint }) };
}

export function isLost({ line }: Pick<HeldPort, 'line'>): boolean {
  return line.lost.aborted;
}
