import { isOcpp1 } from '../../../shared/ocpp/version.ts';
import type { JsonObject } from '../../../shared/json.ts';
import { command, result, status } from '../behaviours/command.ts';
import type { Behaviour } from '../behaviours/behaviour.ts';
import type { Answer } from '../station/link/exchange.ts';
import {
  readCertificate,
  type CertificateHash,
  type InstalledCertificate,
} from '../model/certificateStore.ts';
import { object, optionalTexts, text } from '../payload.ts';
import type { Station } from '../station/station.ts';

const LARGEST_STORE = 10;

function hashInMessage(hash: CertificateHash): JsonObject {
  return { ...hash };
}

function listOld(payload: JsonObject, station: Station): Answer {
  const found = station.certificates.list([text(payload, 'certificateType')]);
  return found.length === 0
    ? status('NotFound')
    : result({ status: 'Accepted', certificateHashData: found.map(({ hash }) => hashInMessage(hash)) });
}

function chainOf({ type, hash }: InstalledCertificate): JsonObject {
  return { certificateType: type, certificateHashData: hashInMessage(hash) };
}

function listNew(payload: JsonObject, station: Station): Answer {
  const found = station.certificates.list(optionalTexts(payload, 'certificateType'));
  return found.length === 0
    ? status('NotFound')
    : result({ status: 'Accepted', certificateHashDataChain: found.map(chainOf) });
}

/** Certificates of the station (security whitepaper M03 to M05, A02; the same in 2.0.1). */
export const certificateCommands: readonly Behaviour[] = [
  command('InstallCertificate', (payload, station) => {
    const type = text(payload, 'certificateType');
    const certificate = text(payload, 'certificate');
    if (station.certificates.list(undefined).length >= LARGEST_STORE) return status('Rejected');
    return status(station.certificates.install(type, certificate));
  }),

  command('DeleteCertificate', (payload, station) => {
    const hash = object(payload, 'certificateHashData');
    return status(
      station.certificates.remove({
        issuerNameHash: text(hash, 'issuerNameHash'),
        issuerKeyHash: text(hash, 'issuerKeyHash'),
        serialNumber: text(hash, 'serialNumber'),
      }),
    );
  }),

  command('GetInstalledCertificateIds', (payload, station) =>
    isOcpp1(station.version) ? listOld(payload, station) : listNew(payload, station),
  ),

  command('CertificateSigned', (payload, station) => {
    const isReadable = readCertificate(text(payload, 'certificateChain')) !== undefined;
    if (isReadable) return status('Accepted');
    // Security whitepaper A02.FR.07: an invalid certificate is also a security event.
    return status('Rejected', () =>
      station.notify('SecurityEventNotification', {
        type: 'InvalidChargePointCertificate',
        timestamp: station.clock.iso(),
      }),
    );
  }),
];
