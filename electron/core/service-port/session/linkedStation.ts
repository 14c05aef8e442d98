import { cableIdOf } from '../../../../shared/service-port/cableStation.ts';
import type { PortIdentity } from '../../../../shared/service-port/portIdentity.ts';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import type { Station } from '../../../../shared/station/station.ts';

/** Shorter ones are a counter or a type, and many chargers share them. */
const FEWEST_CHARS = 5;
/** What devices say that were never given a number. */
const PLACEHOLDERS =
  /^(?:unknown|unset|undefined|default|none|null|n\/?a|serial(?:number)?|test|0?123456789?0?|x+)$/i;
const ONE_CHARACTER = /^(.)\1*$/;

/** A serial number that tells one charger from all others; nothing for one that is empty, all zeros, or a placeholder. */
export function tellingSerial(serialNumber: string | undefined): string | undefined {
  const trimmed = serialNumber?.trim() ?? '';
  const plain = trimmed.replaceAll(/[\s.:_-]/g, '');
  if (plain.length < FEWEST_CHARS || ONE_CHARACTER.test(plain) || PLACEHOLDERS.test(plain)) return undefined;
  return trimmed;
}

/**
 * Whether two serial numbers are the same one, written by two programs: blanks and the case of letters do not count, and a number has no zeros
 * before it where it was read from a register.
 */
export function isSameSerial(one: string, other: string): boolean {
  return plainSerial(one) === plainSerial(other);
}

function plainSerial(serialNumber: string): string {
  const plain = serialNumber.replaceAll(/[\s\0]/g, '').toLowerCase();
  return /^\d+$/.test(plain) ? plain.replace(/^0+/, '') : plain;
}

/** Ids of the stations with a serial number; where some have it letter by letter, those alone. */
export function idsWithSerial(
  stations: readonly Pick<Station, 'id' | 'serialNumber'>[],
  serialNumber: string,
): string[] {
  const same = stations.filter(
    (station) => station.serialNumber !== undefined && isSameSerial(station.serialNumber, serialNumber),
  );
  const exact = same.filter((station) => station.serialNumber?.trim() === serialNumber);
  return (exact.length > 0 ? exact : same).map(({ id }) => id);
}

/**
 * Whose records the bytes of a port are. `stationsWith` tells the stations on the network with a serial number: only where it is one alone
 * are the charger on the cable and that station held for the same.
 */
export function portNames(
  path: string,
  identity: Pick<PortIdentity, 'serialNumber'> | undefined,
  stationsWith: (serialNumber: string) => readonly string[],
): Pick<PortState, 'cableId' | 'stationId' | 'isLinked'> {
  const serialNumber = tellingSerial(identity?.serialNumber);
  const cableId = cableIdOf(serialNumber ?? shortName(path));
  const stations = serialNumber === undefined ? [] : stationsWith(serialNumber);
  const [stationId] = stations;
  return stationId !== undefined && stations.length === 1
    ? { cableId, stationId, isLinked: true }
    : { cableId, stationId: cableId, isLinked: false };
}

/** `ttyUSB0` of `/dev/ttyUSB0`; all of a network address. */
export function shortName(path: string): string {
  return path.includes('://')
    ? path.replace(/^\w+:\/\//, '')
    : (path.split(/[\\/]/).findLast((part) => part !== '') ?? path);
}
