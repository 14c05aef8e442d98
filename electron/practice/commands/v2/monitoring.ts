import { isJsonObject, type JsonObject } from '../../../../shared/json.ts';
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
  optionalObject,
  optionalObjects,
  optionalTexts,
  Refusal,
} from '../../payload.ts';
import { inParts } from '../../station/inParts.ts';
import { eventStreamsOf } from '../../station/monitoring/eventStreams.ts';
import { MONITOR_TYPES, type Monitor, type StreamParams } from '../../station/monitoring/monitor.ts';
import { HIGHEST_SEVERITY, monitorsOf } from '../../station/monitoring/monitorWatch.ts';
import type { Station } from '../../station/station.ts';

/** Which types of monitors a criterion of GetMonitoringReport means. */
const CRITERIA: Readonly<Record<string, readonly string[]>> = {
  ThresholdMonitoring: ['UpperThreshold', 'LowerThreshold'],
  DeltaMonitoring: ['Delta', 'TargetDelta', 'TargetDeltaRelative'],
  PeriodicMonitoring: ['Periodic', 'PeriodicClockAligned'],
};
const MONITORS_PER_MESSAGE = 3;

type Subject = Pick<Monitor, 'component' | 'variable' | 'type' | 'severity'>;

function keyOf({ component, variable, type, severity }: Subject): string {
  return JSON.stringify([readVariableName({ component, variable }), type, severity]);
}

function readSubject(data: JsonObject): Subject {
  readVariableName(data);
  const { component, variable } = data;
  if (!isJsonObject(component) || !isJsonObject(variable)) {
    throw new Refusal('missing', 'a monitor needs a component and a variable');
  }
  return {
    component,
    variable,
    type: oneOf(data, 'type', MONITOR_TYPES),
    severity: integer(data, 'severity'),
  };
}

export function readStreamParams(source: JsonObject): StreamParams {
  return { interval: optionalInteger(source, 'interval'), values: optionalInteger(source, 'values') };
}

function refuse(station: Station, data: JsonObject, subject: Subject): string | undefined {
  const variable = station.settings.deviceModel.find(readVariableName(data));
  if (typeof variable === 'string') return variable;
  if (variable.isMonitored !== true) return 'UnsupportedMonitorType';
  const monitors = monitorsOf(station);
  const id = optionalInteger(data, 'id');
  if (id !== undefined && monitors.find(id)?.isHardWired !== false) return 'Rejected';
  const key = keyOf(subject);
  return monitors.list().some((monitor) => monitor.id !== id && keyOf(monitor) === key)
    ? 'Duplicate'
    : undefined;
}

/** The answer for one monitor, and the monitor where it was taken. */
function setOne(station: Station, data: JsonObject): { answer: JsonObject; monitor?: Monitor } {
  const subject = readSubject(data);
  const value = optionalNumber(data, 'value');
  if (value === undefined) throw new Refusal('missing', 'the required field value is missing');
  const refusal = refuse(station, data, subject);
  if (refusal !== undefined) return { answer: { ...subject, status: refusal } };
  const { deviceModel } = station.settings;
  const variable = deviceModel.find(readVariableName(data));
  const params = optionalObject(data, 'periodicEventStream');
  const monitors = monitorsOf(station);
  const monitor: Monitor = {
    ...subject,
    id: optionalInteger(data, 'id') ?? monitors.nextId(),
    isHardWired: false,
    value,
    transaction: data['transaction'] === true,
    stream: params === undefined ? undefined : readStreamParams(params),
    read: () => (typeof variable === 'string' ? '' : deviceModel.valueOf(variable)),
  };
  monitors.set(monitor);
  return { answer: { ...subject, status: 'Accepted', id: monitor.id }, monitor };
}

function wantedMonitors(payload: JsonObject, station: Station): Monitor[] {
  const types = optionalTexts(payload, 'monitoringCriteria')?.flatMap(
    (criterion) => CRITERIA[criterion] ?? [],
  );
  const names = optionalObjects(payload, 'componentVariable')?.map(readVariableName);
  return monitorsOf(station)
    .list()
    .filter((monitor) => {
      const own = readVariableName({ component: monitor.component, variable: monitor.variable });
      const isNamed = names?.some(
        (name) => name.component === own.component && (name.variable ?? own.variable) === own.variable,
      );
      return (types?.includes(monitor.type) ?? true) && (isNamed ?? true);
    });
}

function monitorData(station: Station, monitor: Monitor): JsonObject {
  const { component, variable, id, type, value, severity, transaction, isHardWired } = monitor;
  const made = isHardWired ? 'HardWiredMonitor' : 'CustomMonitor';
  const kind = station.version === '2.1' ? { eventNotificationType: made } : {};
  return { component, variable, variableMonitoring: [{ id, type, value, severity, transaction, ...kind }] };
}

function reportMonitors(station: Station, requestId: number, found: readonly Monitor[]): void {
  const generatedAt = station.clock.iso();
  const parts = inParts(found, MONITORS_PER_MESSAGE, (part, seqNo, tbc) => ({
    requestId,
    generatedAt,
    seqNo,
    tbc,
    monitor: part.map((monitor) => monitorData(station, monitor)),
  }));
  station.report('NotifyMonitoringReport', parts);
}

/** OCPP 2.0.1 N02 to N06. */
export const monitoringCommands: readonly Behaviour[] = [
  command('SetVariableMonitoring', (payload, station) => {
    const set = objects(payload, 'setMonitoringData').map((data) => setOne(station, data));
    return result({ setMonitoringResult: set.map(({ answer }) => answer) }, () => {
      for (const { monitor } of set) if (monitor !== undefined) eventStreamsOf(station).open(monitor);
    });
  }),

  command('ClearVariableMonitoring', (payload, station) => {
    const monitors = monitorsOf(station);
    const ids = optionalIntegers(payload, 'id') ?? [];
    const clearMonitoringResult = ids.map((id) => {
      if (monitors.find(id)?.isHardWired === true) return { id, status: 'Rejected' };
      return { id, status: monitors.remove(id) ? 'Accepted' : 'NotFound' };
    });
    return result({ clearMonitoringResult });
  }),

  command('GetMonitoringReport', (payload, station) => {
    const requestId = integer(payload, 'requestId');
    const found = wantedMonitors(payload, station);
    if (found.length === 0) return status('EmptyResultSet');
    return status('Accepted', () => reportMonitors(station, requestId, found));
  }),

  command('SetMonitoringBase', (payload, station) => {
    const base = oneOf(payload, 'monitoringBase', ['All', 'FactoryDefault', 'HardWiredOnly'] as const);
    // There are no preconfigured monitors: without the custom ones the hard-wired are left (2.0.1 N05).
    if (base !== 'All') monitorsOf(station).clear();
    return status('Accepted');
  }),

  command('SetMonitoringLevel', (payload, station) => {
    const severity = integer(payload, 'severity');
    if (severity < 0 || severity > HIGHEST_SEVERITY) return status('Rejected');
    monitorsOf(station).level = severity;
    return status('Accepted');
  }),
];
