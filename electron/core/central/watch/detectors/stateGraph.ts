import { integerOf, objectOf, textOf } from '../../../../../shared/payloadFields.ts';
import { issueOf } from '../../sessionIssue.ts';
import { CappedMap } from '../capped.ts';
import { keptText } from '../keptText.ts';
import type { Detection, Detector, StationEvent } from '../detector.ts';
import { found } from '../found.ts';

const KEPT = 64;
const CLAUSE = 'OCPP 1.6 §4.9';
const SUSPENDED = ['SuspendedEV', 'SuspendedEVSE'];
const USED = ['Charging', ...SUSPENDED];
const ENDS = ['Available', 'Finishing', 'Unavailable', 'Faulted'];
const START = ['Preparing', ...USED];

/** From which status to which (table of §4.9). From Faulted a connector goes back to what it was. */
const GRAPH: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['Available', new Set([...START, 'Reserved', 'Unavailable', 'Faulted'])],
  ['Preparing', new Set(['Available', ...USED, 'Finishing', 'Faulted'])],
  ['Charging', new Set([...SUSPENDED, ...ENDS])],
  ['SuspendedEV', new Set(['Charging', 'SuspendedEVSE', ...ENDS])],
  ['SuspendedEVSE', new Set(['Charging', 'SuspendedEV', ...ENDS])],
  ['Finishing', new Set(['Available', 'Preparing', 'Unavailable', 'Faulted'])],
  ['Reserved', new Set(['Available', 'Preparing', 'Unavailable', 'Faulted'])],
  ['Unavailable', new Set(['Available', ...START, 'Faulted'])],
]);

/** The order of 1.6 connector statuses. The first one after a connection may be any. */
export class StateGraph implements Detector {
  readonly interest = { calls: ['StatusNotification'], others: ['connected'] } as const;
  readonly #statuses = new CappedMap<string>(KEPT);

  observe(event: StationEvent): Detection | undefined {
    if (event.type === 'connected') this.#statuses.clear();
    if (event.type !== 'call') return undefined;
    const fields = objectOf(event.payload);
    const status = textOf(fields['status']);
    const connectorId = integerOf(fields['connectorId']);
    // Connector 0 knows three statuses only, and 2.x has another field.
    if (status === undefined || connectorId === undefined || connectorId === 0) return undefined;
    const before = this.#statuses.get(String(connectorId));
    this.#statuses.set(String(connectorId), keptText(status, 40));
    return before === undefined || before === status ? undefined : step(before, status, connectorId);
  }
}

function step(before: string, status: string, connectorId: number): Detection | undefined {
  if (before === 'Preparing' && status === 'Finishing') {
    return {
      findings: [
        found(
          'info',
          'preparing-timed-out',
          'A connector went from Preparing straight to Finishing: nobody presented a card in time.',
          {
            subject: `connector ${connectorId}`,
            clause: CLAUSE,
            remedy:
              'Many stations then want the cable to be unplugged before anybody can charge. ConnectionTimeOut says how long they wait.',
          },
        ),
      ],
    };
  }
  const allowed = GRAPH.get(before);
  if (allowed === undefined || !GRAPH.has(status) || allowed.has(status)) return undefined;
  if (status === 'Faulted') return undefined;
  const way = `from ${before} to ${status}`;
  return {
    issues: [
      issueOf(
        'info',
        'status-order',
        `Connector ${connectorId} went ${way}, which the specification does not have.`,
        CLAUSE,
      ),
    ],
    findings: [
      found(
        'info',
        'status-order',
        `Connectors of the station go ${way}, a step that the specification does not have.`,
        {
          subject: `${before} ${status}`,
          clause: CLAUSE,
          remedy:
            'A status in between was left out or lost. It matters only to back ends that insist on the order.',
        },
      ),
    ],
  };
}
