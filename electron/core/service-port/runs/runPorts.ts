import { ContractError } from '../../../../shared/contract/failure.ts';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import type { ChargerDriver } from '../drivers/chargerDriver.ts';
import type { HeldPort, ServicePorts } from '../session/servicePorts.ts';

/** What runs need of the ports. */
export type RunPorts = Pick<ServicePorts, 'state' | 'hold'>;

/** The driver of an open port, while nothing else has the line. Fails with `not-found`, `unavailable` and `busy`. */
export function driverAt(ports: RunPorts, path: string, work: string): ChargerDriver | undefined {
  readyState(ports, path);
  const held = ports.hold(path, work);
  const { driver } = held;
  held.release();
  return driver;
}

/** Fails with `not-found`, `unavailable` and `busy`. */
export function readyState(ports: RunPorts, path: string): PortState {
  const state = ports.state(path);
  if (state.phase === 'transfer') {
    throw new ContractError('busy', state.busyWith ?? 'A file is going over this port.', {
      hint: 'Wait for it, or stop it first.',
    });
  }
  if (state.phase !== 'ready') {
    throw new ContractError('unavailable', `${path} is not open.`, { hint: 'Open it first.' });
  }
  return state;
}

export function cannot(
  driver: ChargerDriver | undefined,
  capability: 'firmware' | 'diagnostics',
): ContractError {
  const what = capability === 'firmware' ? 'take firmware' : 'give a log';
  const said = driver?.capabilities.cannot.find((one) => one.capability === capability)?.sentence;
  return new ContractError(
    'conflict',
    said ?? `Without a profile nobody knows how this device is to ${what}.`,
    driver === undefined ? { hint: 'Open the port with the profile of the device.' } : {},
  );
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
