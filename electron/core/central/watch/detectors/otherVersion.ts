import { isJsonObject } from '../../../../../shared/json.ts';
import { isOcpp1, type OcppVersion } from '../../../../../shared/ocpp/version.ts';
import type { Detector } from '../detector.ts';

/** Agrees to one version in the handshake and speaks another: its boot has the form of that one. */
export function otherVersion(): Detector {
  let agreed: OcppVersion | undefined;
  return {
    interest: { calls: ['BootNotification'], others: ['connected'] },
    observe(event) {
      if (event.type === 'connected') agreed = event.version;
      if (event.type !== 'call' || event.action !== 'BootNotification' || agreed === undefined)
        return undefined;
      if (!isJsonObject(event.payload)) return undefined;
      const isOf2 = event.payload['chargingStation'] !== undefined;
      const isOf1 = event.payload['chargePointModel'] !== undefined;
      if (isOf1 === isOf2 || isOf1 === isOcpp1(agreed)) return undefined;
      const spoken: OcppVersion = isOf2 ? '2.0.1' : '1.6';
      return {
        findings: [
          {
            code: 'speaks-other-version',
            severity: 'error',
            message: `The station agreed to OCPP ${agreed}, but its BootNotification is one of ${isOf2 ? '2.0.1 or 2.1' : '1.6'}.`,
            remedy: `Set the charger to one version, or let Kerbside speak ${spoken} with it from its next connection on.`,
            clause: 'OCPP 1.6J §3.1.2',
            proposal: { label: `Speak OCPP ${spoken} with this station`, change: { forcedVersion: spoken } },
          },
        ],
      };
    },
  };
}
