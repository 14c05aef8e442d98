import type { ConfigurationItem } from '../../configuration/item.ts';
import {
  formatVariableAddress,
  parseVariableAddress,
  type VariableAddress,
} from '../../configuration/variableAddress.ts';
import type { OcppVersion } from '../version.ts';
import { checkVariable, type VariableIssue } from './checkVariable.ts';
import { ALWAYS_THERE } from './components.ts';
import { variableCatalogue } from './variableCatalogue.ts';
import type { VariableDescription } from './variableDescription.ts';

export interface DeviceModelIssue extends VariableIssue {
  address: string;
}

export interface CheckDeviceModelOptions {
  /** False where variables may be missing only because they were not read. */
  isWhole?: boolean;
}

/** What is wrong with the device model of a 2.x station, in the order of its items, missing variables at the end. */
export function checkDeviceModel(
  version: OcppVersion,
  items: readonly ConfigurationItem[],
  { isWhole = true }: CheckDeviceModelOptions = {},
): DeviceModelIssue[] {
  const known = items.flatMap((item) => {
    const address = parseVariableAddress(item.address);
    return address === undefined ? [] : [{ item, address }];
  });
  const issues = known.flatMap(({ item, address }) =>
    checkVariable(version, address, item).map((issue) => ({ ...issue, address: item.address })),
  );
  if (!isWhole) return issues;
  return [...issues, ...missing(version, placesOf(known))];
}

interface Known {
  item: ConfigurationItem;
  address: VariableAddress;
}

/** One component where it stands: required variables are required of each. */
interface Place {
  component: string;
  componentInstance?: string;
  evseId?: number;
  connectorId?: number;
  has: Set<string>;
  /** What its `Available` says, whatever the instance; absent where it says nothing. */
  isAvailable?: boolean;
}

function missing(version: OcppVersion, places: ReadonlyMap<string, Place[]>): DeviceModelIssue[] {
  const required = variableCatalogue(version).filter(({ isRequired }) => isRequired === true);
  return required.flatMap((description) => {
    const name = description.component.toLowerCase();
    const here = places.get(name) ?? (ALWAYS_THERE.has(description.component) ? [nowhere(description)] : []);
    // A component that is not available is only mentioned to say so.
    return here
      .filter((place) => place.isAvailable !== false)
      .flatMap((place) => missingAt(description, place));
  });
}

function placesOf(known: readonly Known[]): Map<string, Place[]> {
  const places = new Map<string, Place[]>();
  const byText = new Map<string, Place>();
  for (const { address, item } of known) {
    const { component, componentInstance, evseId, connectorId, variable, variableInstance } = address;
    const where = {
      component,
      ...(componentInstance === undefined ? {} : { componentInstance }),
      ...(evseId === undefined ? {} : { evseId }),
      ...(connectorId === undefined ? {} : { connectorId }),
    };
    const text = JSON.stringify([component.toLowerCase(), componentInstance, evseId, connectorId]);
    let place = byText.get(text);
    if (place === undefined) {
      place = { ...where, has: new Set() };
      byText.set(text, place);
      const siblings = places.get(component.toLowerCase());
      if (siblings === undefined) places.set(component.toLowerCase(), [place]);
      else siblings.push(place);
    }
    place.has.add(nameOf(variable, variableInstance));
    if (variable.toLowerCase() === 'available' && address.attribute === 'Actual') {
      place.isAvailable = place.isAvailable === true || item.value?.toLowerCase() !== 'false';
    }
  }
  return places;
}

function nowhere({ component }: VariableDescription): Place {
  return { component, has: new Set() };
}

function missingAt(description: VariableDescription, place: Place): DeviceModelIssue[] {
  const { variable, instances, requiredInstances = instances, clause } = description;
  const names = [...place.has];
  const wanted = requiredInstances ?? [undefined];
  const isThere = (instance: string | undefined): boolean =>
    instance === undefined
      ? names.some((name) => name === nameOf(variable) || name.startsWith(`${nameOf(variable)}\n`))
      : place.has.has(nameOf(variable, instance === '' ? undefined : instance));
  const { has: _names, isAvailable: _said, ...where } = place;
  return wanted
    .filter((instance) => !isThere(instance))
    .map((instance) => ({
      address: formatVariableAddress({
        ...where,
        variable,
        ...(instance === undefined || instance === '' ? {} : { variableInstance: instance }),
        attribute: 'Actual',
      }),
      code: 'missing-required',
      severity: 'warning' as const,
      sentence: `The station does not have this variable, which every station ${whose(description)} must have.`,
      clause,
    }));
}

function whose({ component }: VariableDescription): string {
  return ALWAYS_THERE.has(component) ? 'of OCPP 2' : `that has ${component}`;
}

function nameOf(variable: string, instance?: string): string {
  const name = variable.toLowerCase();
  return instance === undefined ? name : `${name}\n${instance.toLowerCase()}`;
}
