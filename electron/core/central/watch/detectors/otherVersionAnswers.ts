import { isOcpp1 } from '../../../../../shared/ocpp/version.ts';
import type { Detector } from '../detector.ts';
import { found } from '../found.ts';

const COMPLAINTS =
  /^(Format(ion)?Violation|Occurr?enceConstraintViolation|PropertyConstraintViolation|TypeConstraintViolation|ProtocolError)$/;
const ACTIONS = 2;

/** A station of 2.x that finds fault with the form of valid calls: it probably measures them by the schemas of 1.6. */
export function otherVersionAnswers(): Detector {
  let isOf2 = false;
  const actions = new Set<string>();
  return {
    interest: { outcomes: 'all', others: ['connected'] },
    observe(event) {
      if (event.type === 'connected') {
        isOf2 = !isOcpp1(event.version);
        actions.clear();
      }
      if (event.type !== 'outcome' || !isOf2) return undefined;
      const { outcome, action, code } = event.outcome;
      if (outcome === 'answered') actions.delete(action);
      if (outcome !== 'refused' || !COMPLAINTS.test(code ?? '') || actions.size >= 50) return undefined;
      actions.add(action);
      if (actions.size < ACTIONS) return undefined;
      return {
        findings: [
          found(
            'warning',
            'checks-other-version',
            `The station calls valid messages malformed (${[...actions].slice(0, 5).join(', ')}).`,
            {
              remedy:
                'It probably checks messages of OCPP 2 against the schemas of 1.6. Set the station to OCPP 1.6 if it lets you, or look for a firmware update.',
            },
          ),
        ],
      };
    },
  };
}
