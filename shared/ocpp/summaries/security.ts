import type { Json } from '../../json.ts';
import { listOf, objectOf, textOf } from './reading.ts';
import type { Summaries } from './summary.ts';
import { counted, joined, labelled, status } from './wording.ts';

export const SECURITY: Summaries = {
  SecurityEventNotification: {
    request: (payload) => joined([textOf(payload, 'type'), textOf(payload, 'techInfo')]),
  },
  SignCertificate: {
    request: (payload) => joined(['signing request', textOf(payload, 'certificateType')]),
  },
  CertificateSigned: {
    request: (payload) =>
      joined([
        textOf(payload, 'certificateType'),
        counted(certificates(payload, 'certificateChain'), 'certificate'),
      ]),
  },
  InstallCertificate: { request: (payload) => textOf(payload, 'certificateType') },
  DeleteCertificate: {
    request: (payload) =>
      labelled('serial number', textOf(objectOf(payload, 'certificateHashData'), 'serialNumber')),
  },
  GetInstalledCertificateIds: {
    request(payload) {
      const types = listOf(payload, 'certificateType').filter((type) => typeof type === 'string');
      return textOf(payload, 'certificateType') ?? (types.length === 0 ? 'all kinds' : joined(types));
    },
    response(payload) {
      const count =
        listOf(payload, 'certificateHashData').length + listOf(payload, 'certificateHashDataChain').length;
      return joined([status(payload), counted(count, 'certificate')]);
    },
  },
};

function certificates(payload: Json | undefined, key: string): number {
  // textOf cuts long texts; the count needs the whole one.
  const chain =
    typeof payload === 'object' && payload !== null && !Array.isArray(payload) ? payload[key] : '';
  return typeof chain === 'string' ? chain.split('-----BEGIN CERTIFICATE').length - 1 : 0;
}
