import type { OcppVersion } from '../../../../../shared/ocpp/version.ts';
import { isJsonObject } from '../../../../../shared/json.ts';
import { bootVersionIssue } from '../../sessionIssue.ts';
import type { DetectorFactory, NewFinding } from '../detector.ts';

/** A station whose boot is of another version than the one that its connection was agreed as. */
export const otherVersion: DetectorFactory = () => {
  let agreed: OcppVersion | undefined;
  return {
    interest: { calls: ['BootNotification'], others: ['connected'] },
    observe(event) {
      if (event.type === 'connected') agreed = event.transport === 'json' ? event.version : undefined;
      if (event.type !== 'call' || event.action !== 'BootNotification' || agreed === undefined)
        return undefined;
      const { payload } = event;
      if (!isJsonObject(payload) || bootVersionIssue(agreed, payload) === undefined) return undefined;
      return { findings: [found(agreed, payload['chargingStation'] === undefined ? '1.6' : '2.0.1')] };
    },
  };
};

function found(agreed: OcppVersion, spoken: '1.6' | '2.0.1'): NewFinding {
  return {
    code: 'version-other',
    severity: 'error',
    message: `The connection was agreed as OCPP ${agreed}, but the charger speaks ${spoken}.`,
    remedy: `Choose OCPP ${agreed} in the charger, or take it as ${spoken} here.`,
    clause: 'OCPP 1.6J §3.1.2',
    proposal: { label: `Take it as OCPP ${spoken}`, change: { forcedVersion: spoken } },
  };
}
