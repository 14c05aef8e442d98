import type { JsonObject } from '../../../../shared/json.ts';
import { command, status, statusBecause } from '../../behaviours/command.ts';
import type { Behaviour } from '../../behaviours/behaviour.ts';
import type { Answer } from '../../station/link/exchange.ts';
import { integer, object, optionalText, optionalTime, text, time } from '../../payload.ts';
import type { Station } from '../../station/station.ts';
import { slotUrlPath } from '../../station/backendAddress.ts';
import { invalidCertificate, readSigner, takeFirmware } from '../firmwareAnswer.ts';
import { readRetries } from '../getLog.ts';
import { publishFirmwareCommands } from './publishFirmware.ts';

const NETWORK_SLOTS = new Set([1, 2, 3]);

/** A profile that is less safe than the one in use is refused (OCPP 2.0.1 A05). */
function setNetworkProfile(payload: JsonObject, station: Station): Answer {
  const slot = integer(payload, 'configurationSlot');
  const data = object(payload, 'connectionData');
  const current = Number(station.settings.deviceModel.valueAt('SecurityCtrlr.SecurityProfile'));
  if (!NETWORK_SLOTS.has(slot)) return statusBecause('Rejected', 'InvalidSlot', `there is no slot ${slot}`);
  if (integer(data, 'securityProfile') < current) {
    return statusBecause('Rejected', 'NoSecurityDowngrade', `the security profile in use is ${current}`);
  }
  const url = text(data, 'ocppCsmsUrl');
  if (!URL.canParse(url)) return status('Failed');
  return status('Accepted', () => station.settings.deviceModel.set(slotUrlPath(slot), url));
}

/** Without signature and certificate the firmware is taken as it is (OCPP 2.0.1 part 2, L02). */
function updateFirmware(payload: JsonObject, station: Station): Answer {
  const firmware = object(payload, 'firmware');
  const pem = optionalText(firmware, 'signingCertificate');
  const signature = optionalText(firmware, 'signature');
  const job = {
    statusAction: 'FirmwareStatusNotification',
    requestId: integer(payload, 'requestId'),
    location: text(firmware, 'location'),
    retrieveAt: time(firmware, 'retrieveDateTime'),
    installAt: optionalTime(firmware, 'installDateTime'),
    hasManyStatuses: true,
    ...readRetries(payload),
  } as const;
  if (pem === undefined && signature === undefined)
    return takeFirmware(station, { ...job, signed: undefined });
  const certificate = readSigner(pem ?? '', station);
  if (certificate === undefined) return invalidCertificate(station);
  return takeFirmware(station, { ...job, signed: { certificate, signature: signature ?? '' } });
}

export const administrationCommands: readonly Behaviour[] = [
  command('SetNetworkProfile', setNetworkProfile),
  command('UpdateFirmware', updateFirmware),
  ...publishFirmwareCommands,
];
