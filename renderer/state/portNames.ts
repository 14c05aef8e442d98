import type { PortInfo } from '../../shared/service-port/portInfo.ts';
import type { PortProfileInfo } from '../../shared/service-port/portProfileInfo.ts';
import type { PortState } from '../../shared/service-port/portState.ts';

/** A plain TCP connection has no baud rate; the converter at its other end has. */
export function hasNoLine(path: string): boolean {
  return path.startsWith('tcp://');
}

/** The name that a port has besides its path; nothing where its name is only the end of it, as `ttyUSB0` is. */
export function ownPortName({ path, name }: Pick<PortInfo, 'path' | 'name'>): string | undefined {
  return path.endsWith(name) ? undefined : name;
}

/** The device on a port: as it says, else as it was opened; nothing for a plain console. */
export function portDevice(
  { identity }: Pick<PortState, 'identity'>,
  profile: Pick<PortProfileInfo, 'name'> | undefined,
): string | undefined {
  return identity?.model ?? profile?.name;
}

/** A port in a list of chargers: practice ones by their name, all others by the device, where that is known. */
export function portTitle(
  state: Pick<PortState, 'port' | 'identity'>,
  profile: Pick<PortProfileInfo, 'name'> | undefined,
): string {
  const { name, origin } = state.port;
  return origin === 'practice' ? name : (portDevice(state, profile) ?? name);
}
