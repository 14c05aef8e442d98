import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { hostname } from 'node:os';
import { basename } from 'node:path';
import { assertNever } from '../../../../shared/assertNever.ts';
import { ContractError } from '../../../../shared/contract/failure.ts';
import {
  SCHEMES_BY_KEY,
  SIGNATURE_SCHEME_WORDS,
  type FirmwareSigner,
  type SignatureScheme,
  type SignerCertificate,
  type SigningKey,
  type SigningKeyKind,
} from '../../../../shared/files/firmwareSigner.ts';
import type { LocalAuthority } from '../localAuthority.ts';
import { readPemFile } from '../readPemFile.ts';
import { signFile } from './signFile.ts';
import { hasCertificates, signingChain, type SigningChain } from './signingChain.ts';
import { readSigningKey, type UsableKey } from './signingKey.ts';
import { TestSigningKeys } from './testSigningKeys.ts';

/** What a request for signed firmware holds, and what is to be said about it. Nothing of the private key is in it. */
export interface SignedFirmware {
  /** Base64, at most 800 characters. */
  signature: string;
  /** PEM, at most 5500 characters: the certificate of the key first, then those that issued it. */
  signingCertificate: string;
  scheme: SignatureScheme;
  /** Of the file as it was signed; another file by now has another sum. */
  sha256: string;
  sizeBytes: number;
  /** Who signed how, as a sentence. */
  describes: string;
  /** What the charger may object to, as sentences. */
  doubts: string[];
}

export interface SigningRequest extends FirmwareSigner {
  path: string;
}

/** A key with where it comes from, and the certificates that stood beside it. */
interface FoundKey extends UsableKey {
  from: string;
  text: string;
  isTest: boolean;
}

/**
 * Signs firmware as SignedUpdateFirmware (OCPP 1.6 security whitepaper L01) and UpdateFirmware (OCPP 2.0.1 part 2 L01) want it: a
 * signature over the whole file by SHA-256, with the certificate of its key. Private keys stay in here.
 */
export class FirmwareSigning {
  readonly #authority: LocalAuthority | undefined;
  readonly #testKeys: TestSigningKeys;
  /** Certificates that were made here, by their public key: a charger is to see the same one each time. */
  readonly #made = new Map<string, Promise<string | undefined>>();

  /** Without an authority, certificates that are made here are issued by their own key. */
  constructor(folder: string | undefined, authority: LocalAuthority | undefined) {
    this.#authority = authority;
    this.#testKeys = new TestSigningKeys(folder);
  }

  /**
   * The certificate of a maker that a charger has to trust before it takes certificates that were made here: of Kerbside's authority,
   * for InstallCertificate with ManufacturerRootCertificate. Nothing where there is no authority.
   */
  async rootCertificate(): Promise<string | undefined> {
    return this.#authority?.certificate();
  }

  /** Fails with `invalid-params`, `not-found`, `permission` and `io`, each with a sentence on the key, certificate or file. */
  async sign({ path, key, certificate, scheme }: SigningRequest): Promise<SignedFirmware> {
    const found = await this.#find(key);
    const used = schemeFor(found.kind, scheme);
    const given = await givenChain(certificate, found);
    const chain = given ?? (await this.#makeChain(found));
    const der = new Uint8Array(found.key.export({ type: 'pkcs8', format: 'der' }));
    const signed = await signFile({ path, key: der, scheme: used });
    return {
      ...signed,
      signingCertificate: chain.pem,
      scheme: used,
      describes: description(found, chain, used),
      doubts: [...found.doubts, ...chain.doubts],
    };
  }

  async #find(key: SigningKey): Promise<FoundKey> {
    if ('test' in key) {
      const made = await this.#testKeys.key(key.test);
      const says = key.test === 'rsa' ? 'RSA with 2048 bits' : 'EC on the curve P-256';
      return {
        key: made,
        kind: key.test,
        says,
        doubts: [],
        from: 'a test key of Kerbside',
        text: '',
        isTest: true,
      };
    }
    const text = 'pem' in key ? key.pem : await readPemFile(key.path);
    const from = 'pem' in key ? 'the key that was given' : basename(key.path);
    return { ...readSigningKey(text, key.passphrase), from, text, isTest: false };
  }

  async #makeChain({ key, isTest }: FoundKey): Promise<SigningChain> {
    const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
    const id = createHash('sha256').update(spki).digest('hex');
    let made = this.#made.get(id);
    if (made === undefined) {
      made = this.#makeCertificate(key, isTest);
      this.#made.set(id, made);
      made.catch(() => this.#made.delete(id));
    }
    const pem = await made;
    if (pem === undefined) {
      throw new ContractError('invalid-params', 'No certificate can be made here for a key on this curve.', {
        hint: 'Give the certificate of the key, or use a key on P-256, P-384 or P-521.',
      });
    }
    const isIssued = this.#authority !== undefined;
    const trust = isIssued
      ? 'Its certificate was made here: a charger that checks who issued it takes it only after Kerbside’s certificate authority was installed in it as ManufacturerRootCertificate.'
      : 'Its certificate was made here and issued by itself: a charger that checks who issued it refuses it.';
    const chain = signingChain(pem, key, new Date());
    return { ...chain, doubts: [trust, ...chain.doubts] };
  }

  async #makeCertificate(key: KeyObject, isTest: boolean): Promise<string | undefined> {
    const name = `${isTest ? 'Test signer' : 'Firmware signer'} of Kerbside on ${hostname()}`;
    if (this.#authority !== undefined) return this.#authority.firmwareCertificate(key, name);
    const { makeFirmwareCertificate } = await import('../certificateMaker.ts');
    return makeFirmwareCertificate(key, name, undefined);
  }
}

/** The certificate that was given, or one that stands in the file of the key. */
async function givenChain(
  certificate: SignerCertificate | undefined,
  { key, text }: FoundKey,
): Promise<SigningChain | undefined> {
  const now = new Date();
  if (certificate !== undefined) {
    const pem = 'pem' in certificate ? certificate.pem : await readPemFile(certificate.path);
    return signingChain(pem, key, now);
  }
  return hasCertificates(text) ? signingChain(text, key, now) : undefined;
}

function schemeFor(kind: SigningKeyKind, wanted: SignatureScheme | undefined): SignatureScheme {
  const fitting: readonly SignatureScheme[] = SCHEMES_BY_KEY[kind];
  const scheme = wanted ?? SCHEMES_BY_KEY[kind][0];
  if (fitting.includes(scheme)) return scheme;
  throw new ContractError(
    'invalid-params',
    `${SIGNATURE_SCHEME_WORDS[scheme]} needs ${kind === 'rsa' ? 'an EC' : 'an RSA'} key, but this one is ${kind === 'rsa' ? 'RSA' : 'EC'}.`,
    { hint: `For this key choose ${fitting.map((one) => SIGNATURE_SCHEME_WORDS[one]).join(' or ')}.` },
  );
}

function description({ says, from }: FoundKey, { leaf }: SigningChain, scheme: SignatureScheme): string {
  const subject = leaf.subject.replaceAll('\n', ', ');
  return `Signed with ${SIGNATURE_SCHEME_WORDS[scheme]} over SHA-256 by ${from} (${says}), certificate of ${subject}. ${reason(scheme)}`;
}

function reason(scheme: SignatureScheme): string {
  switch (scheme) {
    case 'rsa-pss':
      return 'That is what OCPP names.';
    case 'rsa-pkcs1':
      return 'OCPP names RSA-PSS; this older form is what OpenSSL verifies unless told otherwise, and so do many chargers.';
    case 'ecdsa':
      return 'OCPP names ECSchnorr, which no charger is known to have; this is what they verify with EC keys.';
    case 'ecdsa-raw':
      return 'OCPP names ECSchnorr; this is ECDSA as Java cards and secure elements write it, without DER around it.';
    default:
      return assertNever(scheme);
  }
}
