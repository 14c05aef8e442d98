import type { SignatureScheme } from '../../../../shared/files/firmwareSigner.ts';

/** What the thread that signs is started with. The key is PKCS #8 in DER. */
export interface SignJob {
  path: string;
  key: Uint8Array;
  scheme: SignatureScheme;
}

/** A signature in Base64 with the SHA-256 of what was signed; or the system's code of what went wrong. */
export type FromSignWorker =
  { signature: string; sha256: string; sizeBytes: number } | { error: string; code?: string | undefined };
