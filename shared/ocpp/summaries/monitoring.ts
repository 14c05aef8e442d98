import type { Json } from '../../json.ts';
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
