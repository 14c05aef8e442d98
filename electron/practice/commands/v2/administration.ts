import type { JsonObject } from '../../../../shared/json.ts';
import { command, result, status, statusBecause } from '../../behaviours/command.ts';
import type { Answer, Behaviour } from '../../behaviours/behaviour.ts';
import { readCertificate } from '../../model/certificateStore.ts';
import {
  flag,
  integer,
  object,
  optionalObject,
  optionalText,
  optionalTime,
  text,
  time,
} from '../../payload.ts';
import type { Station } from '../../station/station.ts';
import { readRetries } from '../getLog.ts';

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
  return URL.canParse(text(data, 'ocppCsmsUrl')) ? status('Accepted') : status('Failed');
}

/** What the station holds about a customer, as far as it is asked to tell or forget (OCPP 2.0.1 N09, N10). */
function customerInformation(payload: JsonObject, station: Station): Answer {
  const requestId = integer(payload, 'requestId');
  const isReportWanted = flag(payload, 'report');
  const isClearWanted = flag(payload, 'clear');
  const idToken = optionalObject(payload, 'idToken');
  const subject =
    idToken === undefined ? optionalText(payload, 'customerIdentifier') : text(idToken, 'idToken');
  const isNobody = subject === undefined && payload['customerCertificate'] === undefined;
  if (isNobody || (!isReportWanted && !isClearWanted)) return status('Invalid');
  const listed = subject === undefined ? undefined : station.localList.lookUp(subject);
  return status('Accepted', () => {
    if (isClearWanted && subject !== undefined) station.localList.forget(subject);
    const known = listed === undefined ? 'nothing is stored' : `local list: ${listed}`;
    station.notify('NotifyCustomerInformation', {
      requestId,
      seqNo: 0,
      tbc: false,
      generatedAt: station.clock.iso(),
      data: isReportWanted ? `${subject ?? 'certificate'}: ${known}` : '',
    });
  });
}

function updateFirmware(payload: JsonObject, station: Station): Answer {
  const firmware = object(payload, 'firmware');
  const pem = optionalText(firmware, 'signingCertificate');
  const signature = optionalText(firmware, 'signature');
  const certificate = pem === undefined ? undefined : readCertificate(pem);
  if (pem !== undefined && certificate === undefined) return status('InvalidCertificate');
  const job = {
    statusAction: 'FirmwareStatusNotification',
    requestId: integer(payload, 'requestId'),
    location: text(firmware, 'location'),
    retrieveAt: time(firmware, 'retrieveDateTime'),
    installAt: optionalTime(firmware, 'installDateTime'),
    signed: certificate === undefined || signature === undefined ? undefined : { certificate, signature },
    saysRebooting: true,
    ...readRetries(payload),
  } as const;
  const answer = station.files.isRunning('firmware') ? 'AcceptedCanceled' : 'Accepted';
  return status(answer, () => station.files.update(job));
}

export const administrationCommands: readonly Behaviour[] = [
  command('SetNetworkProfile', setNetworkProfile),
  command('CustomerInformation', customerInformation),
  command('UpdateFirmware', updateFirmware),
  // Firmware is published by local controllers, for the stations behind them (OCPP 2.0.1 L03).
  command('PublishFirmware', (payload) => {
    text(payload, 'location');
    return statusBecause('Rejected', 'NotEnabled', 'this station is no local controller');
  }),
  command('UnpublishFirmware', (payload) => {
    text(payload, 'checksum');
    return result({ status: 'NoFirmware' });
  }),
];
