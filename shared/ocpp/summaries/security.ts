import { isJsonObject, type Json } from '../../json.ts';
import { isTrue, listOf, objectOf, textOf } from './reading.ts';
import type { Summaries } from './summary.ts';
import { address, base64Bytes, counted, firstOf, joined, labelled, status, tag, truthOf } from './wording.ts';

export const SECURITY: Summaries = {
  SecurityEventNotification: {
    request: (payload) => joined([textOf(payload, 'type'), textOf(payload, 'techInfo')]),
  },
  SignCertificate: {
    request: (payload) =>
      joined([
        'signing request',
        textOf(payload, 'certificateType'),
        labelled('request', textOf(payload, 'requestId')),
      ]),
  },
  CertificateSigned: {
    request: (payload) =>
      joined([
        textOf(payload, 'certificateType'),
        certificates(payload, 'certificateChain'),
        labelled('request', textOf(payload, 'requestId')),
      ]),
  },
  InstallCertificate: {
    request: (payload) => joined([textOf(payload, 'certificateType'), certificates(payload, 'certificate')]),
  },
  GetCertificateStatus: {
    request(payload) {
      const asked = objectOf(payload, 'ocspRequestData');
      return joined([
        labelled('serial number', textOf(asked, 'serialNumber')),
        labelled('ask', address(asked, 'responderURL')),
      ]);
    },
    response: (payload) =>
      joined([status(payload), labelled('OCSP answer of', base64Bytes(payload, 'ocspResult'))]),
  },
  GetCertificateChainStatus: {
    request: (payload) =>
      firstOf(payload, 'certificateStatusRequests', (item) =>
        joined([
          labelled('serial number', textOf(objectOf(item, 'certificateHashData'), 'serialNumber')),
          textOf(item, 'source'),
        ]),
      ),
    response: (payload) =>
      firstOf(payload, 'certificateStatus', (item) =>
        joined([
          textOf(item, 'status'),
          labelled('serial number', textOf(objectOf(item, 'certificateHashData'), 'serialNumber')),
          labelled('until', textOf(item, 'nextUpdate')),
        ]),
      ),
  },
  CustomerInformation: {
    request: (payload) =>
      joined([
        joined(
          [truthOf(payload, 'report', 'report', ''), truthOf(payload, 'clear', 'delete', '')],
          ' and ',
        ) || 'neither report nor delete',
        labelled('customer', textOf(payload, 'customerIdentifier')),
        tag(payload),
        labelled(
          'certificate serial number',
          textOf(objectOf(payload, 'customerCertificate'), 'serialNumber'),
        ),
        labelled('request', textOf(payload, 'requestId')),
      ]),
  },
  NotifyCustomerInformation: {
    request: (payload) =>
      joined([
        labelled('request', textOf(payload, 'requestId')),
        labelled('part', textOf(payload, 'seqNo')),
        textOf(payload, 'data'),
        isTrue(payload, 'tbc') ? 'more to come' : undefined,
      ]),
  },
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

function certificates(payload: Json | undefined, key: string): string {
  // textOf cuts long texts; the count needs the whole one.
  const chain = isJsonObject(payload) ? payload[key] : '';
  const count = typeof chain === 'string' ? chain.split('-----BEGIN CERTIFICATE').length - 1 : 0;
  return count === 0 ? 'no certificate as PEM' : counted(count, 'certificate');
}
