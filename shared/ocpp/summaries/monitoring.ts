import type { Json, JsonObject } from '../../json.ts';
import { isTrue, listOf, objectOf, textOf } from './reading.ts';
import type { Summaries } from './summary.ts';
import { variableName } from './variable.ts';
import { counted, firstOf, joined, labelled } from './wording.ts';

/** Events, monitors and display messages of 2.x. */
export const MONITORING: Summaries = {
  NotifyEvent: {
    request: (payload) =>
      joined([firstOf(payload, 'eventData', sayEvent), isTrue(payload, 'tbc') ? 'more to come' : undefined]),
  },
  SetVariableMonitoring: {
    request: (payload) =>
      firstOf(payload, 'setMonitoringData', (item) =>
        joined([variableName(item), textOf(item, 'type'), textOf(item, 'value')], ' '),
      ),
    response: (payload) =>
      firstOf(payload, 'setMonitoringResult', (item) =>
        joined([variableName(item), textOf(item, 'status')], ' '),
      ),
  },
  ClearVariableMonitoring: {
    request: (payload) => counted(listOf(payload, 'id').length, 'monitor'),
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
    response: (payload) => counted(listOf(payload, 'constantStreamData').length, 'stream'),
  },
  SetDisplayMessage: {
    request(payload) {
      const message = objectOf(payload, 'message');
      return joined([
        labelled('message', textOf(message, 'id')),
        textOf(message, 'priority'),
        textOf(objectOf(message, 'message'), 'content'),
      ]);
    },
  },
  NotifyDisplayMessages: {
    request: (payload) =>
      joined([
        labelled('request', textOf(payload, 'requestId')),
        counted(listOf(payload, 'messageInfo').length, 'message'),
      ]),
  },
};

function sayEvent(item: Json | undefined): string | undefined {
  return joined([
    joined([variableName(item), textOf(item, 'actualValue')], ' = '),
    textOf(item, 'trigger'),
    textOf(item, 'techInfo') ?? textOf(item, 'techCode'),
    isTrue(item, 'cleared') ? 'cleared' : undefined,
  ]);
}

function everySeconds(params: JsonObject | undefined): string | undefined {
  const interval = textOf(params, 'interval');
  return interval === undefined ? undefined : `every ${interval} s`;
}
