import { createHash, X509Certificate } from 'node:crypto';

export interface CertificateHash {
  hashAlgorithm: 'SHA256';
  issuerNameHash: string;
  issuerKeyHash: string;
  serialNumber: string;
}

export interface InstalledCertificate {
  type: string;
  hash: CertificateHash;
  certificate: X509Certificate;
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

/**
 * The hashes that name a certificate. The issuer's key is at hand only for root certificates, which are their own
 * issuers, and the name is hashed as text instead of DER: the values are stable, but not those of an OCSP request.
 */
function hashOf(certificate: X509Certificate): CertificateHash {
  return {
    hashAlgorithm: 'SHA256',
    issuerNameHash: sha256(certificate.issuer),
    issuerKeyHash: sha256(certificate.publicKey.export({ type: 'spki', format: 'der' })),
    serialNumber: certificate.serialNumber.slice(0, 40),
  };
}

/** A PEM text as certificate, or nothing. */
export function readCertificate(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch (error) {
    // What cannot be parsed is refused with a status by the caller; the reason matters to nobody else.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

export class CertificateStore {
  readonly #installed: InstalledCertificate[] = [];

  install(type: string, pem: string): 'Accepted' | 'Rejected' {
    const certificate = readCertificate(pem);
    if (certificate === undefined) return 'Rejected';
    const hash = hashOf(certificate);
    if (this.#indexOf(hash) < 0) this.#installed.push({ type, hash, certificate });
    return 'Accepted';
  }

  list(types: readonly string[] | undefined): InstalledCertificate[] {
    return this.#installed.filter(({ type }) => types === undefined || types.includes(type));
  }

  /** As PEM, of these types. */
  pems(types: readonly string[]): string[] {
    return this.list(types).map(({ certificate }) => certificate.toString());
  }

  /** Whether one of the type issued it, or is it. */
  hasIssued(type: string, issued: X509Certificate): boolean {
    return this.list([type]).some(
      ({ certificate }) =>
        certificate.fingerprint256 === issued.fingerprint256 ||
        (issued.checkIssued(certificate) && issued.verify(certificate.publicKey)),
    );
  }

  remove(
    hash: Pick<CertificateHash, 'issuerNameHash' | 'issuerKeyHash' | 'serialNumber'>,
  ): 'Accepted' | 'NotFound' {
    const index = this.#indexOf(hash);
    if (index < 0) return 'NotFound';
    this.#installed.splice(index, 1);
    return 'Accepted';
  }

  /** Hex digits are compared without regard to case. */
  #indexOf(wanted: Pick<CertificateHash, 'issuerNameHash' | 'issuerKeyHash' | 'serialNumber'>): number {
    const key = (hash: typeof wanted): string =>
      `${hash.issuerNameHash} ${hash.issuerKeyHash} ${hash.serialNumber}`.toLowerCase();
    return this.#installed.findIndex(({ hash }) => key(hash) === key(wanted));
  }
}
