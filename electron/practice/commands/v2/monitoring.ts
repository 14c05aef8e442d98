import type { JsonObject } from '../../../../shared/json.ts';
import { command, result, status } from '../../behaviours/command.ts';
import type { Behaviour } from '../../behaviours/behaviour.ts';
import { readVariableName } from '../../model/deviceModel.ts';
import {
  integer,
  objects,
  oneOf,
  optionalInteger,
  optionalIntegers,
  optionalNumber,
  optionalObjects,
  optionalTexts,
  Refusal,
  text,
} from '../../payload.ts';
import { perStation } from '../../station/perStation.ts';
import type { Station } from '../../station/station.ts';

interface Monitor {
  id: number;
  component: JsonObject;
  variable: JsonObject;
  type: string;
  value: number;
  severity: number;
  transaction: boolean;
}

const monitorsOf = perStation(() => new Map<number, Monitor>());

/** Which types of monitors a criterion of GetMonitoringReport means. */
const CRITERIA: Readonly<Record<string, readonly string[]>> = {
  ThresholdMonitoring: ['UpperThreshold', 'LowerThreshold'],
  DeltaMonitoring: ['Delta', 'TargetDelta', 'TargetDeltaRelative'],
  PeriodicMonitoring: ['Periodic', 'PeriodicClockAligned'],
};
const HIGHEST_SEVERITY = 9;

function keyOf({
  component,
  variable,
  type,
  severity,
}: Omit<Monitor, 'id' | 'transaction' | 'value'>): string {
  return JSON.stringify([readVariableName({ component, variable }), type, severity]);
}

function refuse(station: Station, data: JsonObject, monitors: Map<number, Monitor>): string | undefined {
  const variable = station.settings.deviceModel.find(readVariableName(data));
  if (typeof variable === 'string') return variable;
  if (variable.isMonitored !== true) return 'UnsupportedMonitorType';
  const id = optionalInteger(data, 'id');
  if (id !== undefined && !monitors.has(id)) return 'Rejected';
  const key = keyOf({ ...readSubject(data), type: text(data, 'type'), severity: integer(data, 'severity') });
  const isDouble = [...monitors.values()].some((monitor) => monitor.id !== id && keyOf(monitor) === key);
  return isDouble ? 'Duplicate' : undefined;
}

function readSubject(data: JsonObject): { component: JsonObject; variable: JsonObject } {
  const component = data['component'];
  const variable = data['variable'];
  // readVariableName has made sure of both.
  return { component: component as JsonObject, variable: variable as JsonObject };
}

function setOne(station: Station, data: JsonObject): JsonObject {
  const monitors = monitorsOf(station);
  const refusal = refuse(station, data, monitors);
  const type = text(data, 'type');
  const severity = integer(data, 'severity');
  const subject = readSubject(data);
  if (refusal !== undefined) return { ...subject, type, severity, status: refusal };
  const value = optionalNumber(data, 'value');
  if (value === undefined) throw new Refusal('missing', 'the required field value is missing');
  const id = optionalInteger(data, 'id') ?? Math.max(0, ...monitors.keys()) + 1;
  monitors.set(id, { ...subject, id, type, value, severity, transaction: data['transaction'] === true });
  return { ...subject, type, severity, status: 'Accepted', id };
}

function wantedMonitors(payload: JsonObject, station: Station): Monitor[] {
  const types = optionalTexts(payload, 'monitoringCriteria')?.flatMap(
    (criterion) => CRITERIA[criterion] ?? [],
  );
  const names = optionalObjects(payload, 'componentVariable')?.map(readVariableName);
  return [...monitorsOf(station).values()].filter((monitor) => {
    const own = readVariableName({ component: monitor.component, variable: monitor.variable });
    const isNamed = names?.some(
      (name) => name.component === own.component && (name.variable ?? own.variable) === own.variable,
    );
    return (types?.includes(monitor.type) ?? true) && (isNamed ?? true);
  });
}

function monitorData({ component, variable, ...monitor }: Monitor): JsonObject {
  return { component, variable, variableMonitoring: [{ ...monitor }] };
}

/** Monitors are kept and reported; the values that they watch raise no events here (OCPP 2.0.1 N01 to N06). */
export const monitoringCommands: readonly Behaviour[] = [
  command('SetVariableMonitoring', (payload, station) =>
    result({
      setMonitoringResult: objects(payload, 'setMonitoringData').map((data) => setOne(station, data)),
    }),
  ),

  command('ClearVariableMonitoring', (payload, station) => {
    const monitors = monitorsOf(station);
    const ids = optionalIntegers(payload, 'id') ?? [];
    const clearMonitoringResult = ids.map((id) => ({
      id,
      status: monitors.delete(id) ? 'Accepted' : 'NotFound',
    }));
    return result({ clearMonitoringResult });
  }),

  command('GetMonitoringReport', (payload, station) => {
    const requestId = integer(payload, 'requestId');
    const found = wantedMonitors(payload, station);
    if (found.length === 0) return status('EmptyResultSet');
    return status('Accepted', () =>
      station.notify('NotifyMonitoringReport', {
        requestId,
        seqNo: 0,
        tbc: false,
        generatedAt: station.clock.iso(),
        monitor: found.map(monitorData),
      }),
    );
  }),

  command('SetMonitoringBase', (payload, station) => {
    const base = oneOf(payload, 'monitoringBase', ['All', 'FactoryDefault', 'HardWiredOnly'] as const);
    // There are no preconfigured monitors: without the custom ones nothing is left (2.0.1 N05).
    if (base !== 'All') monitorsOf(station).clear();
    return status('Accepted');
  }),

  command('SetMonitoringLevel', (payload) => {
    const severity = integer(payload, 'severity');
    return status(severity >= 0 && severity <= HIGHEST_SEVERITY ? 'Accepted' : 'Rejected');
  }),
];
