import { MEASURANDS_201, MEASURANDS_21 } from '../configuration/measurands.ts';
import type { OcppVersion } from '../version.ts';
import { CHARGING } from './catalogue/charging.ts';
import { COMMUNICATION } from './catalogue/communication.ts';
import { DISPLAY_AND_PAYMENT } from './catalogue/displayAndPayment.ts';
import { GENERIC } from './catalogue/generic.ts';
import { GRID } from './catalogue/grid.ts';
import { METERING } from './catalogue/metering.ts';
import { NETWORK_CONFIGURATION } from './catalogue/networkConfiguration.ts';
import { STATION_PARTS } from './catalogue/stationParts.ts';
import { VEHICLE } from './catalogue/vehicle.ts';
import type { VariableDescription } from './variableDescription.ts';

const ROWS: readonly VariableDescription[] = [
  ...COMMUNICATION,
  ...NETWORK_CONFIGURATION,
  ...CHARGING,
  ...METERING,
  ...DISPLAY_AND_PAYMENT,
  ...VEHICLE,
  ...GRID,
  ...STATION_PARTS,
  ...GENERIC,
];

type ModelVersion = '2.0.1' | '2.1';

interface Catalogue {
  rows: readonly VariableDescription[];
  index: ReadonlyMap<string, VariableDescription>;
}

function catalogueOf(version: ModelVersion): Catalogue {
  const measurands = version === '2.1' ? MEASURANDS_21 : MEASURANDS_201;
  const rows = ROWS.filter(({ since }) => since === undefined || version === '2.1').map((row) =>
    row.areMeasurands === true ? { ...row, values: measurands } : row,
  );
  return { rows, index: new Map(rows.map((row) => [nameOf(row.component, row.variable), row])) };
}

/** Names are compared without regard to case (ComponentType and VariableType, OCPP 2.0.1 part 2, data types). */
function nameOf(component: string, variable: string): string {
  return `${component.toLowerCase()}\n${variable.toLowerCase()}`;
}

const CATALOGUES: Readonly<Record<ModelVersion, Catalogue>> = {
  '2.0.1': catalogueOf('2.0.1'),
  '2.1': catalogueOf('2.1'),
};

const NONE: readonly VariableDescription[] = [];

/** All standard variables of a version, the generic ones under the component `*`; none for 1.x, which has keys instead. */
export function variableCatalogue(version: OcppVersion): readonly VariableDescription[] {
  return version === '2.0.1' || version === '2.1' ? CATALOGUES[version].rows : NONE;
}

/**
 * What the specification says about a variable of a component: its own word where there is one, else what it says about
 * variables of that name in general. 2.0.1 stations with variables of 2.1 get the word of 2.1.
 */
export function describeVariable(
  version: OcppVersion,
  component: string,
  variable: string,
): VariableDescription | undefined {
  if (version !== '2.0.1' && version !== '2.1') return undefined;
  const own = nameOf(component, variable);
  const general = nameOf('*', variable);
  return (
    CATALOGUES[version].index.get(own) ??
    CATALOGUES['2.1'].index.get(own) ??
    CATALOGUES[version].index.get(general) ??
    CATALOGUES['2.1'].index.get(general)
  );
}
