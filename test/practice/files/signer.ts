import '../../../electron/core/security/reflectMetadata.ts';
import { createPrivateKey, constants, sign } from 'node:crypto';
import { X509CertificateGenerator } from '@peculiar/x509';

const FORMS = {
  pss: {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    publicExponent: new Uint8Array([1, 0, 1]),
    modulusLength: 2048,
  },
  pkcs1: {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    publicExponent: new Uint8Array([1, 0, 1]),
    modulusLength: 2048,
  },
  ecdsa: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
} as const;
export type SignatureForm = keyof typeof FORMS;

/** A certificate of a maker with a signature of the bytes by its key. */
export async function signFirmware(
  bytes: Buffer,
  form: SignatureForm,
  notAfter = new Date(Date.now() + 86_400_000),
): Promise<{ signingCertificate: string; signature: string }> {
  const algorithm = FORMS[form];
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=Practice Maker',
    notBefore: new Date(0),
    notAfter,
    keys,
    signingAlgorithm: algorithm,
  });
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey));
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const padding = form === 'pss' ? { padding: constants.RSA_PKCS1_PSS_PADDING } : {};
  const signature = sign('sha256', bytes, { key, ...padding }).toString('base64');
  return { signingCertificate: certificate.toString('pem'), signature };
}
