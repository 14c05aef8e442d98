import { idTagHint } from '../../../../../shared/ocpp/idTag.ts';
import { objectOf, textOf } from '../../../../../shared/payloadFields.ts';
import { payloadText, statusOf } from '../outcomeStatus.ts';
import type { Detector, NewFinding } from '../detector.ts';
import { found } from '../found.ts';

const CLAUSE = 'OCPP 1.6 §5.11';

/** Why a RemoteStartTransaction was rejected, as far as the request itself shows it. */
export function remoteStartRefused(): Detector {
  return {
    interest: { outcomes: ['RemoteStartTransaction'] },
    observe(event) {
      if (event.type !== 'outcome') return undefined;
      const { outcome } = event;
      if (statusOf(outcome) !== 'Rejected' && outcome.outcome !== 'refused') return undefined;
      const payload = objectOf(event.payload);
      const findings: NewFinding[] = [];
      if (payload['connectorId'] === undefined) {
        findings.push(
          found(
            'info',
            'remote-start-needs-connector',
            'The station refused a remote start without a connectorId.',
            {
              clause: CLAUSE,
              remedy: 'The field is optional, but some stations insist on it. Send it again for connector 1.',
              offer: {
                label: 'RemoteStartTransaction, connector 1',
                action: 'RemoteStartTransaction',
                payload: payloadText({ connectorId: 1, ...payload }),
              },
            },
          ),
        );
      }
      const tag = textOf(payload['idTag']);
      if (tag !== undefined && idTagHint(tag) === 'not-hex') {
        findings.push(
          found(
            'info',
            'id-tag-not-hex',
            `The station refused a remote start with the id tag “${tag.slice(0, 20)}”.`,
            {
              clause: CLAUSE,
              remedy:
                'Some take card numbers only, in hexadecimal (8, 14 or 20 digits), or tags of their own list. Try such a tag.',
            },
          ),
        );
      }
      return findings.length === 0 ? undefined : { findings };
    },
  };
}
