import './reflectMetadata.ts';
import { PemConverter, Pkcs10CertificateRequest, X509Certificate } from '@peculiar/x509';

/** A chain of a charger has a handful. */
const MAX_PARTS = 20;

/**
 * What certificates and signing requests of a PEM text say, as JSON text: one object, or a list of several. Nothing is
 * verified. Nothing where none can be read; private keys are named, never read.
 */
export function readPem(text: string): string | undefined {
  try {
    const parts = PemConverter.decodeWithHeaders(text).slice(0, MAX_PARTS);
    if (parts.length === 0) return undefined;
    const read = parts.map(({ type, rawData }) => readPart(type, rawData));
    return JSON.stringify(read.length === 1 ? read[0] : read);
  } catch {
    // A cut or damaged certificate stays the text that it is.
    return undefined;
  }
}

function readPart(type: string, rawData: ArrayBuffer): Record<string, string | string[]> {
  if (type === PemConverter.CertificateTag) {
    const one = new X509Certificate(rawData);
    return {
      subject: one.subject,
      issuer: one.issuer,
      notBefore: one.notBefore.toISOString(),
      notAfter: one.notAfter.toISOString(),
      serialNumber: one.serialNumber,
      publicKey: algorithmName(one.publicKey.algorithm),
    };
  }
  if (type === PemConverter.CertificateRequestTag) {
    const request = new Pkcs10CertificateRequest(rawData);
    return { subject: request.subject, publicKey: algorithmName(request.publicKey.algorithm) };
  }
  return { type };
}

function algorithmName(algorithm: object): string {
  const said: { name?: unknown; namedCurve?: unknown; modulusLength?: unknown } = algorithm;
  return [said.name, said.namedCurve, said.modulusLength]
    .filter((part) => typeof part === 'string' || typeof part === 'number')
    .join(' ');
}
