import { describe, expect, it } from 'vitest';
import type { PushDraft } from '../../../../renderer/features/firmwarePush/pushDraft.ts';
import { checkParams, draftFault } from '../../../../renderer/features/firmwarePush/pushParams.ts';
import { USUAL_SIGNING } from '../../../../renderer/features/firmwarePush/signingDraft.ts';

const DRAFT: PushDraft = {
  libraryId: '0123456789abcdef',
  version: '',
  protocol: undefined,
  urlForm: undefined,
  isPlain: false,
  retries: undefined,
  retryIntervalS: undefined,
  retrieveAt: '',
  installAt: '',
  hasNoSnapshot: false,
  signing: USUAL_SIGNING,
};
const PUSHED = { file: { libraryId: '0123456789abcdef' }, stationIds: ['CP-1'] };

describe('what is pushed', () => {
  it('says nothing that was not set', () => {
    expect(checkParams(DRAFT, ['CP-1'])).toEqual(PUSHED);
  });

  it('says what was set, also retries 0', () => {
    expect(checkParams({ ...DRAFT, version: ' 1.9.0 ', isPlain: true, retries: 0 }, ['CP-1'])).toEqual({
      ...PUSHED,
      version: '1.9.0',
      isPlain: true,
      retries: 0,
    });
  });

  it.each([
    ['no-file', { libraryId: undefined }],
    ['times', { retrieveAt: '2026-11-21T10:00', installAt: '2026-11-21T09:00' }],
    ['signing', { signing: { ...USUAL_SIGNING, by: 'key' } }],
    ['signing', { signing: { ...USUAL_SIGNING, by: 'maker', signature: 'abcd' } }],
  ] as const)('is nothing while something is missing (%s)', (fault, change) => {
    const draft: PushDraft = { ...DRAFT, ...change };
    expect(draftFault(draft, ['CP-1'])).toBe(fault);
    expect(checkParams(draft, ['CP-1'])).toBeUndefined();
  });

  it('needs a station', () => {
    expect(draftFault(DRAFT, [])).toBe('no-station');
  });

  it('carries the signature in one line, and a key with its passphrase', () => {
    const maker = {
      ...USUAL_SIGNING,
      by: 'maker',
      signature: 'ab\ncd\n',
      signingCertificate: ' PEM ',
    } as const;
    expect(checkParams({ ...DRAFT, signing: maker }, ['CP-1'])?.signing).toEqual({
      signature: 'abcd',
      signingCertificate: 'PEM',
    });
    const key = { name: 'key.pem', text: 'KEY' };
    const own = { ...USUAL_SIGNING, by: 'key', key, passphrase: 'secret', scheme: 'ecdsa' } as const;
    expect(checkParams({ ...DRAFT, signing: own }, ['CP-1'])?.signing).toEqual({
      key: { pem: 'KEY', passphrase: 'secret' },
      scheme: 'ecdsa',
    });
  });
});
