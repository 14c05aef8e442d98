import { listOf, objectOf, textOf } from './reading.ts';
import type { Summaries } from './summary.ts';
import { counted, joined, labelled, status, tag } from './wording.ts';

export const AUTHORIZATION: Summaries = {
  Authorize: {
    request: (payload) => tag(payload),
    response(payload) {
      const info = objectOf(payload, 'idTagInfo') ?? objectOf(payload, 'idTokenInfo');
      return joined([
        status(info),
        labelled('until', textOf(info, 'expiryDate') ?? textOf(info, 'cacheExpiryDateTime')),
        labelled('certificate', textOf(payload, 'certificateStatus')),
      ]);
    },
  },
  GetLocalListVersion: {
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
