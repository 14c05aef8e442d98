import type { JsonObject } from '../../../../shared/json.ts';
import { isOcpp1 } from '../../../../shared/ocpp/version.ts';
import type { Issue } from '../../../../shared/trace/issue.ts';
import { objectOf } from '../../../../shared/payloadFields.ts';
import { issueOf } from '../sessionIssue.ts';
import type { PayloadCheck, PayloadPlace } from './payloadCheck.ts';

/** ITU-T E.118 and E.212: what a SIM card really has. */
const ICCID = /^89\d{16,20}F?$/i;
const IMSI = /^\d{14,15}$/;

/** A station that does not say who made it, and modems that are none. */
export const bootChecks: PayloadCheck = (payload, place) => {
  const issues = [...emptyNames(payload, place), ...simFillers(payload)];
  return issues.length === 0 ? undefined : issues;
};

function emptyNames(payload: JsonObject, { version }: PayloadPlace): Issue[] {
  const isOf1 = isOcpp1(version);
  const about = isOf1 ? payload : objectOf(payload['chargingStation']);
  const base = isOf1 ? '' : '/chargingStation';
  const names = isOf1 ? ['chargePointVendor', 'chargePointModel'] : ['vendorName', 'model'];
  return names.flatMap((name) => {
    const value = about[name];
    if (typeof value !== 'string' || value.trim() !== '') return [];
    const message = `“${name}” is empty, so the station does not say who made it. Its make has to be known from elsewhere.`;
    const clause = isOf1
      ? `OCPP ${version} §6 BootNotification.req`
      : `OCPP ${version} part 2, ChargingStationType`;
    return [{ ...issueOf('warning', 'vendor-empty', message, clause), path: `${base}/${name}` }];
  });
}

function simFillers(payload: JsonObject): Issue[] {
  const modem = objectOf(objectOf(payload['chargingStation'])['modem']);
  const [holder, base] = Object.keys(modem).length > 0 ? [modem, '/chargingStation/modem'] : [payload, ''];
  return [
    ...fillerOf(holder, 'iccid', ICCID, `${base}/iccid`),
    ...fillerOf(holder, 'imsi', IMSI, `${base}/imsi`),
  ];
}

function fillerOf(holder: JsonObject, name: string, real: RegExp, path: string): Issue[] {
  const value = holder[name];
  if (typeof value !== 'string' || value === '' || real.test(value.trim())) return [];
  const message = `“${name}” is “${value.slice(0, 30)}”, which is no ${name.toUpperCase()} of a SIM card but a filler: the station has none or cannot read it.`;
  return [{ ...issueOf('info', 'sim-filler', message), path }];
}
