import { formatVariableAddress } from '../../configuration/variableAddress.ts';
import type { OcppVersion } from '../version.ts';
import { ALWAYS_THERE, describeComponent } from './components.ts';
import { variableCatalogue } from './variableCatalogue.ts';
import type { VariableDescription } from './variableDescription.ts';

/** Tells how much the station takes at once, so that it is asked for before the others. */
const FIRST = 'DeviceDataCtrlr.ItemsPerMessage[GetVariables]';
/** The station as a whole; its other parts have numbers that nobody knows beforehand. */
const STATION = 'ChargingStation';

/**
 * The variables that can be asked for by name where no report comes: those of the controllers that every station has or that were in 2.0.1
 * already, and of the station as a whole. Of a controller that it does not have, a station says so. None for 1.x.
 */
export function standardVariables(version: OcppVersion): readonly string[] {
  const addresses = variableCatalogue(version).filter(isAskable).flatMap(addressesOf);
  return [
    ...addresses.filter((address) => address === FIRST),
    ...addresses.filter((address) => address !== FIRST),
  ];
}

function isAskable({ component, access }: VariableDescription): boolean {
  if (access === 'write-only') return false;
  if (component === STATION) return true;
  const known = describeComponent(component);
  return known?.kind === 'controller' && (known.since === undefined || ALWAYS_THERE.has(component));
}

function addressesOf({ component, variable, instances = [''] }: VariableDescription): string[] {
  return instances.map((instance) =>
    formatVariableAddress({
      component,
      variable,
      ...(instance === '' ? {} : { variableInstance: instance }),
      attribute: 'Actual',
    }),
  );
}
