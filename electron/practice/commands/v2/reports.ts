import type { JsonObject } from '../../../../shared/json.ts';
import { command, status } from '../../behaviours/command.ts';
import type { Behaviour } from '../../behaviours/behaviour.ts';
import type { Answer } from '../../station/link/exchange.ts';
import { nameInMessage, readVariableName } from '../../model/deviceModel.ts';
import type { Variable } from '../../model/deviceModelVariables.ts';
import { integer, oneOf, optionalObjects, optionalTexts } from '../../payload.ts';
import { inParts } from '../../station/inParts.ts';
import type { Station } from '../../station/station.ts';

/** DeviceDataCtrlr.ItemsPerMessage for GetReport. */
const ITEMS_PER_MESSAGE = 30;

function characteristics(variable: Variable): JsonObject {
  const { dataType, unit, min, max, values, isMonitored } = variable;
  return {
    dataType,
    supportsMonitoring: isMonitored === true,
    ...(unit === undefined ? {} : { unit }),
    ...(min === undefined ? {} : { minLimit: min }),
    ...(max === undefined ? {} : { maxLimit: max }),
    ...(values === undefined ? {} : { valuesList: values.join(',') }),
  };
}

function reportData(station: Station, variable: Variable): JsonObject {
  const isHidden = variable.access === 'WriteOnly';
  return {
    ...nameInMessage(variable),
    variableAttribute: [
      {
        type: 'Actual',
        mutability: variable.access,
        persistent: variable.access !== 'ReadOnly',
        ...(isHidden ? {} : { value: station.settings.deviceModel.valueOf(variable) }),
      },
    ],
    variableCharacteristics: characteristics(variable),
  };
}

/** In several parts, numbered from 0, `tbc` as long as more follows (OCPP 2.0.1 B07). */
function report(station: Station, requestId: number, variables: readonly Variable[]): Answer {
  if (variables.length === 0) return status('EmptyResultSet');
  return status('Accepted', () => {
    const generatedAt = station.clock.iso();
    const parts = inParts(variables, ITEMS_PER_MESSAGE, (part, seqNo, tbc) => ({
      requestId,
      generatedAt,
      seqNo,
      tbc,
      reportData: part.map((variable) => reportData(station, variable)),
    }));
    station.report('NotifyReport', parts);
  });
}

const SUMMARY = new Set(['Available', 'AvailabilityState', 'Problem']);
const SUMMARY_COMPONENTS = new Set(['ChargingStation', 'EVSE', 'Connector']);

const BASES = ['ConfigurationInventory', 'FullInventory', 'SummaryInventory'] as const;
const IN_BASE: Readonly<Record<(typeof BASES)[number], (variable: Variable) => boolean>> = {
  ConfigurationInventory: ({ access }) => access !== 'ReadOnly',
  FullInventory: () => true,
  SummaryInventory: ({ name, component }) => SUMMARY.has(name) && SUMMARY_COMPONENTS.has(component),
};

/** `Active`, `Enabled`, `Available` and `Problem` name variables; a component without one counts as being so. */
function meetsCriteria(station: Station, variable: Variable, criteria: readonly string[]): boolean {
  const { deviceModel } = station.settings;
  return criteria.some((criterion) => {
    const places = deviceModel
      .variables()
      .filter(
        (other) =>
          other.component === variable.component &&
          other.evse === variable.evse &&
          other.connector === variable.connector &&
          other.name === criterion,
      );
    if (places.length === 0) return criterion !== 'Problem';
    return places.some((place) => deviceModel.valueOf(place) === 'true');
  });
}

export const reportCommands: readonly Behaviour[] = [
  command('GetBaseReport', (payload, station) => {
    const requestId = integer(payload, 'requestId');
    const base = oneOf(payload, 'reportBase', BASES);
    return report(station, requestId, station.settings.deviceModel.variables().filter(IN_BASE[base]));
  }),

  command('GetReport', (payload, station) => {
    const requestId = integer(payload, 'requestId');
    const { deviceModel } = station.settings;
    const names = optionalObjects(payload, 'componentVariable')?.map(readVariableName);
    const criteria = optionalTexts(payload, 'componentCriteria');
    const named =
      names === undefined ? deviceModel.variables() : names.flatMap((name) => deviceModel.search(name));
    const found =
      criteria === undefined ? named : named.filter((one) => meetsCriteria(station, one, criteria));
    return report(station, requestId, [...new Set(found)]);
  }),
];
