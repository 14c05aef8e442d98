import { constants, createHash, createPrivateKey, createSign, type SignKeyObjectInput } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { SignatureScheme } from '../../../../shared/files/firmwareSigner.ts';
import type { FromSignWorker, SignJob } from './signMessages.ts';

const PIECE_BYTES = 1024 * 1024;

/** The salt of PSS is as long as the sum, which is what verifiers expect that do not look at its length (RFC 8017 §9.1). */
const FORMS: Readonly<Record<SignatureScheme, Omit<SignKeyObjectInput, 'key'>>> = {
  'rsa-pss': { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST },
  'rsa-pkcs1': { padding: constants.RSA_PKCS1_PADDING },
  ecdsa: { dsaEncoding: 'der' },
  'ecdsa-raw': { dsaEncoding: 'ieee-p1363' },
};

/** Reads the file once, piece by piece, on a thread of its own: stations are answered meanwhile. */
function sign({ path, key, scheme }: SignJob): FromSignWorker {
  // A pipe would be waited for.
  if (!statSync(path).isFile()) throw Object.assign(new Error('no file'), { code: 'EISDIR' });
  const signer = createSign('sha256');
  const hash = createHash('sha256');
  const piece = Buffer.allocUnsafe(PIECE_BYTES);
  const descriptor = openSync(path, 'r');
  let sizeBytes = 0;
  try {
    for (;;) {
      const length = readSync(descriptor, piece, 0, piece.length, null);
      if (length === 0) break;
      signer.update(piece.subarray(0, length));
      hash.update(piece.subarray(0, length));
      sizeBytes += length;
    }
  } finally {
    closeSync(descriptor);
  }
  const privateKey = createPrivateKey({ key: Buffer.from(key), format: 'der', type: 'pkcs8' });
  const signature = signer.sign({ key: privateKey, ...FORMS[scheme] }, 'base64');
  return { signature, sha256: hash.digest('hex'), sizeBytes };
}

function attempt(job: SignJob): FromSignWorker {
  try {
    return sign(job);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    return { error: String(error), code };
  }
}

// Given by `signFile` alone.
const job: SignJob = workerData;
parentPort?.postMessage(attempt(job));
