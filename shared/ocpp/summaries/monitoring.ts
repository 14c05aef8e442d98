import type { Json, JsonObject } from '../../json.ts';
import { severityWord } from '../monitorSeverity.ts';
import { isTrue, listOf, numberOf, objectOf, textOf } from './reading.ts';
import type { Summaries } from './summary.ts';
import { variableName } from './variable.ts';
import { counted, firstOf, joined, labelled, status, transaction } from './wording.ts';

/** Events and monitors of 2.x. */
export const MONITORING: Summaries = {
  NotifyEvent: {
    request: (payload) =>
      joined([firstOf(payload, 'eventData', sayEvent), isTrue(payload, 'tbc') ? 'more to come' : undefined]),
  },
  SetVariableMonitoring: {
    request: (payload) =>
      firstOf(payload, 'setMonitoringData', (item) =>
        joined([
          joined([variableName(item), textOf(item, 'type'), textOf(item, 'value')], ' '),
          labelled('severity', textOf(item, 'severity')),
        ]),
      ),
    response: (payload) =>
      firstOf(payload, 'setMonitoringResult', (item) =>
        joined([variableName(item), status(item), labelled('monitor', textOf(item, 'id'))], ' '),
      ),
  },
  ClearVariableMonitoring: {
    request(payload) {
      const ids = listOf(payload, 'id');
      return ids.length === 1
        ? labelled('monitor', textOf({ id: ids[0] ?? null }, 'id'))
        : counted(ids.length, 'monitor');
    },
    response: (payload) =>
      firstOf(payload, 'clearMonitoringResult', (item) =>
        joined([labelled('monitor', textOf(item, 'id')), textOf(item, 'status')], ' '),
      ),
  },
  NotifyMonitoringReport: {
    request: (payload) =>
      joined([
        labelled('request', textOf(payload, 'requestId')),
        labelled('part', textOf(payload, 'seqNo')),
        counted(listOf(payload, 'monitor').length, 'variable'),
        isTrue(payload, 'tbc') ? 'more to come' : undefined,
      ]),
  },
  OpenPeriodicEventStream: {
    request(payload) {
      const constant = objectOf(payload, 'constantStreamData');
      const params = objectOf(constant, 'params');
      return joined([
        labelled('stream', textOf(constant, 'id')),
        labelled('monitor', textOf(constant, 'variableMonitoringId')),
        everySeconds(params),
      ]);
    },
  },
  NotifyPeriodicEventStream: {
    request(payload) {
      const data = listOf(payload, 'data');
      const pending = textOf(payload, 'pending');
      return joined([
        labelled('stream', textOf(payload, 'id')),
        counted(data.length, 'value'),
        labelled('last', textOf(data.at(-1), 'v')),
        pending === undefined || pending === '0' ? undefined : `${pending} more to come`,
      ]);
    },
  },
  ClosePeriodicEventStream: { request: (payload) => labelled('stream', textOf(payload, 'id')) },
  AdjustPeriodicEventStream: {
    request: (payload) =>
      joined([labelled('stream', textOf(payload, 'id')), everySeconds(objectOf(payload, 'params'))]),
  },
  GetPeriodicEventStream: {
    request: () => 'which streams are open?',
    response: (payload) => counted(listOf(payload, 'constantStreamData').length, 'stream'),
  },
  GetMonitoringReport: {
    request(payload) {
      const criteria = listOf(payload, 'monitoringCriteria').filter((one) => typeof one === 'string');
      return joined([
        firstOf(payload, 'componentVariable', variableName) ?? 'every component',
        ...criteria.slice(0, 3),
        labelled('request', textOf(payload, 'requestId')),
      ]);
    },
  },
  SetMonitoringBase: { request: (payload) => labelled('monitors:', textOf(payload, 'monitoringBase')) },
  SetMonitoringLevel: {
    request(payload) {
      const severity = numberOf(payload, 'severity');
      if (severity === undefined) return undefined;
      return joined([`severity ${severity} and worse`, severityWord(severity)], ': up to ');
    },
  },
};

function sayEvent(item: Json | undefined): string | undefined {
  return joined([
    joined([variableName(item), textOf(item, 'actualValue')], ' = '),
    textOf(item, 'trigger'),
    textOf(item, 'techInfo') ?? textOf(item, 'techCode'),
    isTrue(item, 'cleared') ? 'cleared' : undefined,
    labelled('severity', textOf(item, 'severity')),
    transaction(item),
  ]);
}

function everySeconds(params: JsonObject | undefined): string | undefined {
  const interval = textOf(params, 'interval');
  return interval === undefined ? undefined : `every ${interval} s`;
}
