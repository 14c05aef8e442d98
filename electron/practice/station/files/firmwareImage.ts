import { constants, createVerify, type X509Certificate } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Identity } from '../identity.ts';

/**
 * The first line of firmware for practice chargers: `KERBSIDE-PRACTICE-FIRMWARE 1.5.0`, and behind the version, where it
 * is for one model only, ` for Practice 22`. What follows does not matter, and fills the file to any size.
 */
const FIRST_LINE = /^KERBSIDE-PRACTICE-FIRMWARE (\S{1,40})(?: for ([^\r\n]{1,40}))?\r?\n/;
const HEAD_BYTES = 256;

/** What the station finds in a file: the version that it will have, or why it is no firmware. */
export type ImageCheck = { ok: true; version: string } | { ok: false; problem: string };

/** Any file is firmware, except an empty one, a web page, and one for another model. */
export async function checkImage(path: string, location: string, identity: Identity): Promise<ImageCheck> {
  const head = await headOf(path);
  if (head === '') return { ok: false, problem: 'the file is empty' };
  if (/^\s*<(?:!doctype|html|\?xml)/i.test(head)) return { ok: false, problem: 'the file is a web page' };
  const [, version, model] = FIRST_LINE.exec(head) ?? [];
  if (model !== undefined && model !== identity.model)
    return { ok: false, problem: `the firmware is for ${model}, this is ${identity.model}` };
  return { ok: true, version: version ?? versionIn(location) ?? next(identity.firmwareVersion) };
}

/**
 * Whether the signature (Base64) is one of the file's SHA-256 by the key of the certificate: RSA with either padding or
 * ECDSA in either encoding, as the whitepaper leaves it open (security whitepaper L01, OCPP 2.0.1 part 2 L01).
 */
export async function isSignedBy(
  certificate: X509Certificate,
  path: string,
  signature: string,
): Promise<boolean> {
  const { publicKey: key } = certificate;
  const bytes = Buffer.from(signature, 'base64');
  const isRsa = key.asymmetricKeyType === 'rsa';
  const forms = isRsa
    ? [{ padding: constants.RSA_PKCS1_PSS_PADDING }, { padding: constants.RSA_PKCS1_PADDING }]
    : [{ dsaEncoding: 'der' as const }, { dsaEncoding: 'ieee-p1363' as const }];
  for (const form of forms) {
    const verifier = createVerify('sha256');
    await pipeline(createReadStream(path), verifier);
    if (isVerified(() => verifier.verify({ key, ...form }, bytes))) return true;
  }
  return false;
}

/** A key of another kind cannot verify anything. */
function isVerified(verify: () => boolean): boolean {
  try {
    return verify();
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
}

async function headOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await file.close();
  }
}

/** `…/practice-1.5.0.bin` */
function versionIn(location: string): string | undefined {
  return /(\d+\.\d+\.\d+)[^/]*$/.exec(location)?.[1];
}

function next(version: string): string {
  const [major = '1', minor = '0', patch = '0'] = version.split('.');
  return `${major}.${minor}.${Number(patch) + 1}`;
}
