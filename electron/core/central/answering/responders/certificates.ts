import type { Json, JsonObject } from '../../../../../shared/json.ts';
import { objectOf, objectsOf, textOf } from '../../../../../shared/payloadFields.ts';
import { isoTime, refused, type Responder } from './responder.ts';

const NO_AUTHORITY = 'Kerbside signs no certificates.';
const NO_SERVICE = 'Kerbside is not connected to a certificate service.';

/** The security whitepaper's answer has no room for a reason. */
export const signCertificate16: Responder = () => ({ status: 'Rejected' });

export const signCertificate2: Responder = () => refused('Rejected', 'NoCA', NO_AUTHORITY);

/** `exiResponse` is required also where there is none. */
export const get15118EVCertificate: Responder = () => ({
  ...refused('Failed', 'NoService', NO_SERVICE),
  exiResponse: '',
});

export const getCertificateStatus: Responder = () => refused('Failed', 'NoService', NO_SERVICE);

/** OCPP 2.1 M: one status for each certificate that was asked about, at least one and at most four. */
export const getCertificateChainStatus: Responder = (payload, context) => {
  const asked = objectsOf(payload['certificateStatusRequests']).slice(0, 4);
  const certificateStatus = (asked.length === 0 ? [{}] : asked).map((request: JsonObject) => ({
    certificateHashData: validHash(request['certificateHashData']),
    source: request['source'] === 'CRL' ? 'CRL' : 'OCSP',
    status: 'Unknown',
    nextUpdate: isoTime(context),
  }));
  return { certificateStatus };
};

/** The hashes are given back, cut to what the schema allows. */
function validHash(hash: Json | undefined): JsonObject {
  const fields = objectOf(hash);
  const algorithm = textOf(fields['hashAlgorithm']) ?? '';
  return {
    hashAlgorithm: ['SHA256', 'SHA384', 'SHA512'].includes(algorithm) ? algorithm : 'SHA256',
    issuerNameHash: (textOf(fields['issuerNameHash']) ?? '').slice(0, 128),
    issuerKeyHash: (textOf(fields['issuerKeyHash']) ?? '').slice(0, 128),
    serialNumber: (textOf(fields['serialNumber']) ?? '').slice(0, 40),
  };
}
