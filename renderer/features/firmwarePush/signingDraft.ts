import type { Params } from '../../../shared/contract/methods.ts';
import type { SignatureScheme, SigningKeyKind } from '../../../shared/files/firmwareSigner.ts';
import type { TextFile } from '../../host/host.ts';

export const SIGNING_WAYS = ['none', 'test', 'key', 'maker'] as const;
export type SigningWay = (typeof SIGNING_WAYS)[number];

/** With what firmware is signed: not at all, with a key of Kerbside, of the technician, or by its maker. */
export interface SigningDraft {
  by: SigningWay;
  testKind: SigningKeyKind;
  key: TextFile | undefined;
  passphrase: string;
  certificate: TextFile | undefined;
  scheme: SignatureScheme | undefined;
  /** Base64, as it came with the file. */
  signature: string;
  signingCertificate: string;
}

export const USUAL_SIGNING: SigningDraft = {
  by: 'none',
  testKind: 'rsa',
  key: undefined,
  passphrase: '',
  certificate: undefined,
  scheme: undefined,
  signature: '',
  signingCertificate: '',
};

type Signing = Params<'firmware.push'>['signing'];

/** What goes to the core; nothing where nothing is signed, or something is missing still. */
export function signingOf(draft: SigningDraft): Signing {
  const { by, testKind, key, passphrase, certificate, signature, signingCertificate } = draft;
  const scheme = draft.scheme === undefined ? {} : { scheme: draft.scheme };
  switch (by) {
    case 'none':
      return undefined;
    case 'test':
      return { key: { test: testKind }, ...scheme };
    case 'key':
      if (key === undefined) return undefined;
      return {
        key: { pem: key.text, ...(passphrase === '' ? {} : { passphrase }) },
        ...(certificate === undefined ? {} : { certificate: { pem: certificate.text } }),
        ...scheme,
      };
    case 'maker':
      return isComplete(draft)
        ? { signature: signature.replace(/\s+/g, ''), signingCertificate: signingCertificate.trim() }
        : undefined;
    default:
      return by satisfies never;
  }
}

/** Whether everything is there that the way of signing needs. */
export function isComplete({ by, key, signature, signingCertificate }: SigningDraft): boolean {
  if (by === 'key') return key !== undefined;
  return by !== 'maker' || (signature.trim() !== '' && signingCertificate.trim() !== '');
}
