import { listOf, objectOf, textLength, textOf } from './reading.ts';
import type { Summaries } from './summary.ts';
import { counted, joined, labelled, shortTag, status, tag } from './wording.ts';

export const AUTHORIZATION: Summaries = {
  Authorize: {
    request: (payload) =>
      joined([
        tag(payload),
        textLength(payload, 'certificate') > 0 ? 'with a certificate' : undefined,
        listOf(payload, 'iso15118CertificateHashData').length > 0 ? 'with certificate hashes' : undefined,
      ]),
    response(payload) {
      const info = objectOf(payload, 'idTagInfo') ?? objectOf(payload, 'idTokenInfo');
      return joined([
        status(info),
        labelled(
          'group',
          shortTag(textOf(info, 'parentIdTag') ?? textOf(objectOf(info, 'groupIdToken'), 'idToken')),
        ),
        labelled('until', textOf(info, 'expiryDate') ?? textOf(info, 'cacheExpiryDateTime')),
        labelled('certificate', textOf(payload, 'certificateStatus')),
      ]);
    },
  },
  ClearCache: { request: () => 'forget the tags that are remembered' },
  GetLocalListVersion: {
    request: () => 'which version of the list?',
    response(payload) {
      const version = textOf(payload, 'listVersion') ?? textOf(payload, 'versionNumber');
      // OCPP 1.6 §5.10: -1 stands for no support; 0 in both versions for an empty list.
      if (version === '-1') return 'not supported';
      return version === '0' ? 'version 0: no list' : labelled('version', version);
    },
  },
  SendLocalList: {
    request: (payload) =>
      joined([
        textOf(payload, 'updateType'),
        labelled('version', textOf(payload, 'listVersion') ?? textOf(payload, 'versionNumber')),
        counted(
          listOf(payload, 'localAuthorizationList').length + listOf(payload, 'localAuthorisationList').length,
          'tag',
        ),
      ]),
  },
};
