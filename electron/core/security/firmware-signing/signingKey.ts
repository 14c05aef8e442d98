import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { ContractError } from '../../../../shared/contract/failure.ts';
import type { SigningKeyKind } from '../../../../shared/files/firmwareSigner.ts';

/** A private key that can sign firmware. */
export interface UsableKey {
  key: KeyObject;
  kind: SigningKeyKind;
  /** `RSA with 2048 bits` */
  says: string;
  /** What a charger may object to, as sentences. */
  doubts: string[];
}

const PRIVATE_KEY = /-----BEGIN ((?:ENCRYPTED |RSA |EC )?PRIVATE KEY)-----[^-]*(?:-[^-]+)*-----END \1-----/g;
/** Security whitepaper §4, OCPP 2.0.1 part 2 A00.FR.507: what is still held to be safe. */
const LEAST_RSA_BITS = 2048;
const LEAST_EC_BITS = 224;
/** Of a signature in Base64 (OCPP 2.0.1 FirmwareType, SignedUpdateFirmware of the whitepaper). */
const MOST_SIGNATURE_CHARS = 800;

/**
 * Reads a private key from PEM: PKCS #8, PKCS #1 or SEC 1, with whatever else stands around it. Fails with `invalid-params` and a
 * sentence for what technicians hold in hand instead: other formats, public halves, keys behind a passphrase.
 */
export function readSigningKey(text: string, passphrase?: string): UsableKey {
  const blocks = [...text.matchAll(PRIVATE_KEY)].map(([block]) => block);
  const [block] = blocks;
  if (block === undefined) throw noPrivateKey(text);
  if (blocks.length > 1) {
    throw refusal(
      `There are ${blocks.length} private keys in what was given, and it does not say which one signs.`,
      'Give a file with one key.',
    );
  }
  const key = opened(block, passphrase);
  const usable = judged(key);
  if (!signsForItself(key)) {
    throw refusal(
      'The key is damaged: what it signs is not verified by its own public half.',
      'Take the key from where it was first kept: openssl pkey -in key.pem -noout -check tells whether a file is whole.',
    );
  }
  return usable;
}

/** OpenSSL reads a key whose numbers do not belong together, and signs with it what nobody can verify. */
function signsForItself(key: KeyObject): boolean {
  const probe = Buffer.from('kerbside');
  try {
    return verify('sha256', probe, createPublicKey(key), sign('sha256', probe, key));
  } catch {
    return false;
  }
}

function opened(block: string, passphrase: string | undefined): KeyObject {
  const isLocked = /BEGIN ENCRYPTED|Proc-Type: 4,ENCRYPTED/.test(block);
  if (isLocked && (passphrase === undefined || passphrase === '')) {
    throw refusal(
      'The key is protected by a passphrase.',
      'Give its passphrase, or a copy without one: openssl pkey -in key.pem -out open.pem.',
    );
  }
  try {
    return createPrivateKey({ key: block, ...(isLocked ? { passphrase: passphrase ?? '' } : {}) });
  } catch (cause) {
    throw isLocked
      ? refusal(
          'The passphrase does not open the key, or it is locked in a way that is not known here.',
          'Try the passphrase again, or make a copy without one: openssl pkey -in key.pem -out open.pem.',
          cause,
        )
      : refusal(
          'The key cannot be read: its file is damaged, or of a kind that is not known here.',
          'Look at it with openssl pkey -in key.pem -noout -text, and export it anew.',
          cause,
        );
  }
}

function judged(key: KeyObject): UsableKey {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type === 'rsa') return judgedRsa(key, details?.modulusLength ?? 0);
  if (type === 'ec') return judgedEc(key, details?.namedCurve ?? 'unknown');
  throw refusal(
    `A key of the kind ${type ?? 'unknown'} cannot sign firmware: OCPP knows RSA and elliptic curves (ECDSA) only.`,
    'Give an RSA or EC key. An RSA-PSS key becomes a plain one when it is made anew with openssl genrsa.',
  );
}

function judgedRsa(key: KeyObject, bits: number): UsableKey {
  const signatureChars = Math.ceil(Math.ceil(bits / 8) / 3) * 4;
  if (signatureChars > MOST_SIGNATURE_CHARS) {
    throw refusal(
      `A signature by this RSA key of ${bits} bits has ${signatureChars} characters, but OCPP allows ${MOST_SIGNATURE_CHARS}.`,
      'Use a key of 2048, 3072 or 4096 bits.',
    );
  }
  const doubts =
    bits < LEAST_RSA_BITS
      ? [
          `The RSA key has ${bits} bits, but OCPP asks for ${LEAST_RSA_BITS} or more: a charger may refuse it.`,
        ]
      : [];
  return { key, kind: 'rsa', says: `RSA with ${bits} bits`, doubts };
}

function judgedEc(key: KeyObject, curve: string): UsableKey {
  const bits = Number(/\d{3}/.exec(curve)?.[0] ?? LEAST_EC_BITS);
  const name = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' }[curve] ?? curve;
  const doubts =
    bits < LEAST_EC_BITS
      ? [
          `The curve ${name} has ${bits} bits, but OCPP asks for ${LEAST_EC_BITS} or more: a charger may refuse it.`,
        ]
      : [];
  return { key, kind: 'ec', says: `EC on the curve ${name}`, doubts };
}

function noPrivateKey(text: string): ContractError {
  if (/BEGIN OPENSSH PRIVATE KEY|PuTTY-User-Key-File/.test(text)) {
    return refusal(
      'This is a key for SSH in a format of its own.',
      'Turn a copy of it into PEM: ssh-keygen -p -m PKCS8 -f copy.key (for PuTTY: export it as OpenSSH key first).',
    );
  }
  if (/BEGIN [A-Z ]*PRIVATE KEY/.test(text)) {
    return refusal('The key is cut off: the line that ends it is missing.', 'Copy the whole file.');
  }
  if (/BEGIN (?:CERTIFICATE|TRUSTED CERTIFICATE|[A-Z ]*PUBLIC KEY)/.test(text)) {
    return refusal(
      'There is only the public half of the key: it can verify signatures, but make none.',
      'Give the file that begins with BEGIN PRIVATE KEY, BEGIN RSA PRIVATE KEY or BEGIN EC PRIVATE KEY.',
    );
  }
  return refusal(
    'There is no private key in PEM in what was given.',
    'Turn it into PEM: openssl pkey -inform DER -in key.der -out key.pem, or openssl pkcs12 -in key.p12 -nodes -out key.pem.',
  );
}

function refusal(message: string, hint: string, cause?: unknown): ContractError {
  return new ContractError('invalid-params', message, { hint, ...(cause === undefined ? {} : { cause }) });
}
