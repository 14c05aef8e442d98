import './reflectMetadata.ts';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { isIP } from 'node:net';
import { promisify } from 'node:util';

/** As PEM. */
export interface Identity {
  key: string;
  certificate: string;
}

/** A charger whose clock starts in 1970 has to find it valid, and one that counts seconds in 32 bits too. */
const NOT_BEFORE = new Date('1970-01-01T00:00:00Z');
const NOT_AFTER = new Date('2037-12-31T23:59:59Z');

/** RSA, because every TLS stack of a charger can verify it. */
const SIGNING = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
const EC = { name: 'ECDSA', namedCurve: 'P-256' };
/** Curves of keys that certificates can be made for, by their names in OpenSSL. */
const CURVES: ReadonlyMap<string, string> = new Map([
  ['prime256v1', 'P-256'],
  ['secp384r1', 'P-384'],
  ['secp521r1', 'P-521'],
]);

const generate = promisify(generateKeyPair);

/** A private key as PKCS #8 in PEM. */
export async function makeKey(kind: 'rsa' | 'ec'): Promise<string> {
  const { privateKey } =
    kind === 'rsa'
      ? await generate('rsa', { modulusLength: 2048 })
      : await generate('ec', { namedCurve: 'P-256' });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** A certificate authority of its own, which a technician loads into a charger. */
export async function makeAuthority(name: string): Promise<Identity> {
  const key = await makeKey('rsa');
  const keys = { privateKey: await signingKey(key), publicKey: await publicKey(key, SIGNING) };
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [name] }, { O: ['Kerbside'] }],
    notBefore: NOT_BEFORE,
    notAfter: NOT_AFTER,
    keys,
    signingAlgorithm: SIGNING,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { key, certificate: certificate.toString('pem') };
}

/** A server certificate for names and addresses; the first one is its common name too, which old stacks look at. */
export async function makeServerCertificate(
  authority: Identity,
  key: string,
  kind: 'rsa' | 'ec',
  names: readonly string[],
): Promise<string> {
  const issuer = new X509Certificate(authority.certificate);
  const subjectKey = await publicKey(key, kind === 'rsa' ? SIGNING : EC);
  const certificate = await X509CertificateGenerator.create({
    subject: [{ CN: [(names[0] ?? 'Kerbside').slice(0, 64)] }],
    issuer: issuer.subject,
    notBefore: NOT_BEFORE,
    notAfter: NOT_AFTER,
    publicKey: subjectKey,
    signingKey: await signingKey(authority.key),
    signingAlgorithm: SIGNING,
    extensions: [
      new BasicConstraintsExtension(false),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const), value })),
      ),
      await AuthorityKeyIdentifierExtension.create(issuer),
    ],
  });
  return certificate.toString('pem');
}

/**
 * A certificate for a key that signs firmware, issued by the authority, or by the key itself where there is none. Nothing for a key
 * on a curve that is not known here.
 */
export async function makeFirmwareCertificate(
  key: KeyObject,
  name: string,
  authority: Identity | undefined,
): Promise<string | undefined> {
  const pem = key.export({ type: 'pkcs8', format: 'pem' }).toString();
  const algorithm = algorithmOf(key);
  if (algorithm === undefined) return undefined;
  const subject = [{ CN: [name.slice(0, 64)] }, { O: ['Kerbside'] }];
  const issuer = authority === undefined ? undefined : new X509Certificate(authority.certificate);
  const certificate = await X509CertificateGenerator.create({
    subject,
    issuer: issuer?.subject ?? subject,
    notBefore: NOT_BEFORE,
    notAfter: NOT_AFTER,
    publicKey: await publicKey(pem, algorithm),
    signingKey: await (authority === undefined ? signingKey(pem, algorithm) : signingKey(authority.key)),
    signingAlgorithm: authority === undefined ? { ...algorithm, hash: 'SHA-256' } : SIGNING,
    extensions: [
      new BasicConstraintsExtension(false),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.codeSigning]),
      ...(issuer === undefined ? [] : [await AuthorityKeyIdentifierExtension.create(issuer)]),
    ],
  });
  return certificate.toString('pem');
}

function algorithmOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): Algorithm | undefined {
  if (asymmetricKeyType === 'rsa') return SIGNING;
  const namedCurve = CURVES.get(asymmetricKeyDetails?.namedCurve ?? '');
  return namedCurve === undefined ? undefined : { ...EC, namedCurve };
}

type Algorithm = typeof SIGNING | typeof EC;

/** The platform's key, by a name that both with and without the types of the DOM exists. */
type WebKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

function signingKey(pem: string, algorithm: Algorithm = SIGNING): Promise<WebKey> {
  const der = new Uint8Array(createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' }));
  return crypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']);
}

function publicKey(pem: string, algorithm: Algorithm): Promise<WebKey> {
  const der = new Uint8Array(createPublicKey(pem).export({ type: 'spki', format: 'der' }));
  return crypto.subtle.importKey('spki', der, algorithm, true, ['verify']);
}
