import type { JsonObject } from '../../../../shared/json.ts';
import { EVENT_NOTIFICATION_TYPES, type Monitor } from '../../../../shared/station/monitor.ts';
import { integerOf, numberOf, objectsOf, textOf } from '../../../../shared/payloadFields.ts';
import { shownAddress } from '../../../../shared/configuration/variableMessage.ts';

/** The monitors of one entry of NotifyMonitoringReport (MonitoringDataType). Without a number, one cannot be worked with. */
export function readReported(item: JsonObject): Monitor[] {
  return objectsOf(item['variableMonitoring']).flatMap((monitoring) => readMonitor(item, monitoring) ?? []);
}

/** `named` names component and variable, `monitoring` is of VariableMonitoringType. */
export function readMonitor(named: JsonObject, monitoring: JsonObject): Monitor | undefined {
  const id = integerOf(monitoring['id']);
  if (id === undefined) return undefined;
  const value = numberOf(monitoring['value']);
  const severity = integerOf(monitoring['severity']);
  const made = EVENT_NOTIFICATION_TYPES.find((known) => known === monitoring['eventNotificationType']);
  return {
    id,
    address: shownAddress(named),
    type: textOf(monitoring['type']) ?? '?',
    isTransaction: monitoring['transaction'] === true,
    ...(value === undefined ? {} : { value }),
    ...(severity === undefined ? {} : { severity }),
    ...(made === undefined ? {} : { made }),
  };
}
