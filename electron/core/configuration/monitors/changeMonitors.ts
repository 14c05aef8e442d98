import { parseVariableAddress } from '../../../../shared/configuration/variableAddress.ts';
import { variableInMessage } from '../../../../shared/configuration/variableMessage.ts';
import type { JsonObject } from '../../../../shared/json.ts';
import type {
  ClearedMonitor,
  MonitorEnd,
  SetMonitor,
  WantedMonitor,
} from '../../../../shared/station/monitor.ts';
import type { Outcome } from '../../../../shared/station/outcome.ts';
import { integerOf, objectOf, objectsOf } from '../../../../shared/payloadFields.ts';
import { askMessageLimit, inGroups } from './messageLimits.ts';
import { keyOf } from './monitorBook.ts';
import { proofOf, statusOf, type Ask } from './monitorRequest.ts';
import { clearSentence, NOTHING_SAID, setSentence, unansweredSentence } from './monitorSentences.ts';

const NOT_SENT: MonitorEnd = {
  isDone: false,
  sentence: 'Not sent: the station did not answer the request before it.',
};
const UNKNOWN = 'Whether it took the change is not known: read the monitors to see.';

/** Sends monitors in groups as large as the station takes. A request without an answer ends it: the rest is not sent. */
export async function setMonitors(wanted: readonly WantedMonitor[], ask: Ask): Promise<SetMonitor[]> {
  const items = wanted.map((monitor) => ({ monitor, data: monitoringData(monitor) }));
  return inTurns(items, 'SetVariableMonitoring', ask, {
    payload: (group) => ({ setMonitoringData: group.map(({ data }) => data) }),
    settle: (group, outcome) => settleSet(group, outcome),
    notSent: ({ monitor }) => ({ ...NOT_SENT, wanted: monitor }),
  });
}

export async function clearMonitors(ids: readonly number[], ask: Ask): Promise<ClearedMonitor[]> {
  return inTurns([...new Set(ids)], 'ClearVariableMonitoring', ask, {
    payload: (group) => ({ id: [...group] }),
    settle: settleClear,
    notSent: (id) => ({ ...NOT_SENT, id }),
  });
}

interface Turn<T, R> {
  payload: (group: readonly T[]) => JsonObject;
  settle: (group: readonly T[], outcome: Outcome) => R[];
  notSent: (item: T) => R;
}

async function inTurns<T, R>(items: readonly T[], action: string, ask: Ask, turn: Turn<T, R>): Promise<R[]> {
  const limit = items.length > 1 ? await askMessageLimit(action, ask) : { items: 1, bytes: Infinity };
  const settled: R[] = [];
  let isAnswering = true;
  for (const group of inGroups(items, limit)) {
    if (!isAnswering) {
      settled.push(...group.map((item) => turn.notSent(item)));
      continue;
    }
    const outcome = await ask(action, turn.payload(group));
    settled.push(...turn.settle(group, outcome));
    isAnswering = outcome.outcome === 'answered' || outcome.outcome === 'refused';
  }
  return settled;
}

function monitoringData({ id, address, type, value, severity, isTransaction }: WantedMonitor): JsonObject {
  const name = parseVariableAddress(address) ?? {
    component: address,
    variable: '',
    attribute: 'Actual' as const,
  };
  const { component, variable } = variableInMessage(name);
  return {
    ...(id === undefined ? {} : { id }),
    ...(isTransaction === undefined ? {} : { transaction: isTransaction }),
    value,
    type,
    severity,
    component,
    variable,
  };
}

/** Results are found by what they are about: stations answer in another order, or leave some out. */
function settleSet(
  group: readonly { monitor: WantedMonitor; data: JsonObject }[],
  outcome: Outcome,
): SetMonitor[] {
  const proof = proofOf(outcome);
  if (outcome.outcome !== 'answered') {
    const sentence = unansweredSentence(outcome, UNKNOWN);
    return group.map(({ monitor }) => ({ wanted: monitor, isDone: false, sentence, ...proof }));
  }
  const results = [...objectsOf(objectOf(outcome.payload)['setMonitoringResult'])];
  return group.map(({ monitor, data }) => {
    const index = results.findIndex((result) => keyOf(result) === keyOf(data));
    const [result] = index === -1 ? [] : results.splice(index, 1);
    if (result === undefined) return { wanted: monitor, isDone: false, sentence: NOTHING_SAID, ...proof };
    const isDone = result['status'] === 'Accepted';
    const id = isDone ? integerOf(result['id']) : undefined;
    const told = { wanted: monitor, isDone, ...statusOf(result), sentence: setSentence(monitor, result) };
    return { ...told, ...(id === undefined ? {} : { id }), ...proof };
  });
}

function settleClear(group: readonly number[], outcome: Outcome): ClearedMonitor[] {
  const proof = proofOf(outcome);
  if (outcome.outcome !== 'answered') {
    const sentence = unansweredSentence(outcome, UNKNOWN);
    return group.map((id) => ({ id, isDone: false, sentence, ...proof }));
  }
  const results = objectsOf(objectOf(outcome.payload)['clearMonitoringResult']);
  return group.map((id) => {
    const result = results.find((one) => integerOf(one['id']) === id);
    if (result === undefined) return { id, isDone: false, sentence: NOTHING_SAID, ...proof };
    const isDone = result['status'] === 'Accepted';
    return { id, isDone, ...statusOf(result), sentence: clearSentence(id, result), ...proof };
  });
}
