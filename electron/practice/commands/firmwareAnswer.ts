import type { X509Certificate } from 'node:crypto';
import { status } from '../behaviours/command.ts';
import { readCertificate } from '../model/certificateStore.ts';
import type { FirmwareJob } from '../station/files/fileJob.ts';
import type { Answer } from '../station/link/exchange.ts';
import type { Station } from '../station/station.ts';

/** A certificate that signs firmware: readable, in its time, and for a strict station of a maker that it knows. */
export function readSigner(pem: string, station: Station): X509Certificate | undefined {
  const certificate = readCertificate(pem);
  if (certificate === undefined) return undefined;
  const now = station.clock.now();
  if (now < certificate.validFromDate.getTime() || now > certificate.validToDate.getTime()) return undefined;
  const isKnown = station.certificates.hasIssued('ManufacturerRootCertificate', certificate);
  return isKnown || station.files.habits.isStrict !== true ? certificate : undefined;
}

/** Security whitepaper L01.FR.02: the central system is told, too, in a security event. */
export function invalidCertificate(station: Station): Answer {
  return status('InvalidCertificate', () =>
    station.notify('SecurityEventNotification', {
      type: 'InvalidFirmwareSigningCertificate',
      timestamp: station.clock.iso(),
    }),
  );
}

/** The answer of the versions that have a status in it. */
export function takeFirmware(station: Station, job: FirmwareJob): Answer {
  const { files } = station;
  if (files.isInstalling || files.refuses(job.location)) return status('Rejected');
  return status(files.isRunning('firmware') ? 'AcceptedCanceled' : 'Accepted', () => files.update(job));
}
