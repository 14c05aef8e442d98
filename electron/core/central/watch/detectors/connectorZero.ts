import { integerOf, objectOf } from '../../../../../shared/payloadFields.ts';
import { issueOf } from '../../sessionIssue.ts';
import type { Detector } from '../detector.ts';
import { found } from '../found.ts';

/** Numbers that stand for the whole station: of use in 1.6, where a meter of the mains has it; wrong in 2.x. */
export function connectorZero(): Detector {
  return {
    interest: { calls: ['MeterValues', 'StatusNotification', 'TransactionEvent'] },
    observe(event) {
      if (event.type !== 'call') return undefined;
      const fields = objectOf(event.payload);
      const evse = fields['evseId'] ?? objectOf(fields['evse'])['id'];
      if (evse !== undefined) return zeroOf2(event.action, integerOf(evse), integerOf(fields['connectorId']));
      if (event.action !== 'MeterValues' || integerOf(fields['connectorId']) !== 0) return undefined;
      return {
        findings: [
          found('info', 'mains-meter', 'The station also reports the meter of its mains, as connector 0.', {
            clause: 'OCPP 1.6 §3.7',
            remedy:
              'Those values hold for the whole station. They are kept apart from the connectors and not added to them.',
          }),
        ],
      };
    },
  };
}

function zeroOf2(
  action: string,
  evseId: number | undefined,
  connectorId: number | undefined,
): ReturnType<Detector['observe']> {
  // EVSE 0 is the meter of the grid connection (OCPP 2.0.1 part 2 J01).
  const isEvseZero = evseId === 0 && action !== 'MeterValues';
  if (!isEvseZero && connectorId !== 0) return undefined;
  const what = isEvseZero ? 'EVSE 0' : 'connector 0';
  const message = `${action} names ${what}; in OCPP 2 both are counted from 1, and the station as a whole has no status.`;
  return {
    issues: [issueOf('error', 'evse-zero', message, 'OCPP 2.0.1 part 2 G01')],
    findings: [
      found(
        'error',
        'evse-zero',
        'The station reports the status of an EVSE or connector 0, as in OCPP 1.6.',
        {
          clause: 'OCPP 2.0.1 part 2 G01',
          remedy: 'It is accepted and shown as it is. Back ends that follow the specification may refuse it.',
        },
      ),
    ],
  };
}
