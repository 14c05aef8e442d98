import { command, result } from '../../behaviours/command.ts';
import type { Behaviour } from '../../behaviours/behaviour.ts';
import { integer, object, optionalTime, text, time } from '../../payload.ts';
import { invalidCertificate, readSigner, takeFirmware } from '../firmwareAnswer.ts';
import { logOf, readRetries } from '../getLog.ts';

/** OCPP 1.6 §5.9 and §5.19, and their secured successor (security whitepaper L01). */
export const fileCommands: readonly Behaviour[] = [
  // Without diagnostics of that time the answer is empty, and nothing follows (OCPP 1.6 §5.9).
  command('GetDiagnostics', (payload, station) => {
    const location = text(payload, 'location');
    const range = { from: optionalTime(payload, 'startTime'), to: optionalTime(payload, 'stopTime') };
    const retries = readRetries(payload);
    const found = logOf(station, 'DiagnosticsLog', range);
    if (found === undefined) return result({});
    const name = station.files.habits.hidesFileName === true ? {} : { fileName: found.fileName };
    return result(name, () =>
      station.files.upload({ statusAction: 'DiagnosticsStatusNotification', location, ...found, ...retries }),
    );
  }),

  command('UpdateFirmware', (payload, station) => {
    const job = {
      statusAction: 'FirmwareStatusNotification',
      location: text(payload, 'location'),
      retrieveAt: time(payload, 'retrieveDate'),
      installAt: undefined,
      signed: undefined,
      hasManyStatuses: false,
      ...readRetries(payload),
    } as const;
    // There is no way to say no.
    return result({}, () => {
      if (!station.files.isInstalling) station.files.update(job);
    });
  }),

  command('SignedUpdateFirmware', (payload, station) => {
    const firmware = object(payload, 'firmware');
    const job = {
      statusAction: 'SignedFirmwareStatusNotification',
      requestId: integer(payload, 'requestId'),
      location: text(firmware, 'location'),
      retrieveAt: time(firmware, 'retrieveDateTime'),
      installAt: optionalTime(firmware, 'installDateTime'),
      hasManyStatuses: true,
      ...readRetries(payload),
    } as const;
    const signature = text(firmware, 'signature');
    const certificate = readSigner(text(firmware, 'signingCertificate'), station);
    if (certificate === undefined) return invalidCertificate(station);
    return takeFirmware(station, { ...job, signed: { certificate, signature } });
  }),
];
