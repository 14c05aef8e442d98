import { command, result, status } from '../../behaviours/command.ts';
import type { Behaviour } from '../../behaviours/behaviour.ts';
import { readCertificate } from '../../model/certificateStore.ts';
import { integer, object, optionalTime, text, time } from '../../payload.ts';
import { logFileName, readRetries } from '../getLog.ts';

/** OCPP 1.6 §5.9 and §5.19, and their secured successor (security whitepaper L01). */
export const fileCommands: readonly Behaviour[] = [
  command('GetDiagnostics', (payload, station) => {
    const location = text(payload, 'location');
    const fileName = logFileName(station, 'diagnostics');
    const job = { statusAction: 'DiagnosticsStatusNotification', location, ...readRetries(payload) } as const;
    return result({ fileName }, () => station.files.upload(job, fileName));
  }),

  command('UpdateFirmware', (payload, station) => {
    const job = {
      statusAction: 'FirmwareStatusNotification',
      location: text(payload, 'location'),
      retrieveAt: time(payload, 'retrieveDate'),
      installAt: undefined,
      signed: undefined,
      saysRebooting: false,
      ...readRetries(payload),
    } as const;
    return result({}, () => station.files.update(job));
  }),

  command('SignedUpdateFirmware', (payload, station) => {
    const firmware = object(payload, 'firmware');
    const certificate = readCertificate(text(firmware, 'signingCertificate'));
    const job = {
      statusAction: 'SignedFirmwareStatusNotification',
      requestId: integer(payload, 'requestId'),
      location: text(firmware, 'location'),
      retrieveAt: time(firmware, 'retrieveDateTime'),
      installAt: optionalTime(firmware, 'installDateTime'),
      saysRebooting: true,
      ...readRetries(payload),
    } as const;
    const signature = text(firmware, 'signature');
    if (certificate === undefined) return status('InvalidCertificate');
    const answer = station.files.isRunning('firmware') ? 'AcceptedCanceled' : 'Accepted';
    return status(answer, () => station.files.update({ ...job, signed: { certificate, signature } }));
  }),
];
