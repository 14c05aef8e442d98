import { createPublicKey, X509Certificate, type KeyObject } from 'node:crypto';
import { ContractError } from '../../../../shared/contract/failure.ts';

const CERTIFICATE =
  /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----([^-]*)-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g;
/** Of `signingCertificate` (OCPP 2.0.1 FirmwareType, SignedUpdateFirmware of the security whitepaper). */
const MOST_CHARS = 5500;
const MOST_PARTS = 20;

/** What is sent as `signingCertificate`, and whose it is. */
export interface SigningChain {
  pem: string;
  leaf: X509Certificate;
  doubts: string[];
}

/** How many certificates stand in a text. */
export function hasCertificates(text: string): boolean {
  return text.search(CERTIFICATE) >= 0;
}

/**
 * The certificate of a key first, then those that issued it as far as they are there and fit in, without the root: a charger has
 * that, or trusts nobody. Fails with `invalid-params` where none belongs to the key.
 */
export function signingChain(text: string, key: KeyObject, now: Date): SigningChain {
  const all = readCertificates(text);
  const own = spki(createPublicKey(key));
  const leaf = all.find(({ publicKey }) => spki(publicKey).equals(own));
  if (leaf === undefined) {
    throw new ContractError(
      'invalid-params',
      'The certificate does not belong to the key: a charger would find every signature wrong.',
      { hint: 'Give the certificate that was issued for this key, or leave it out to have one made here.' },
    );
  }
  const chain = chainFrom(leaf, all);
  const whole = pemOf(chain);
  const alone = pemOf([leaf]);
  if (alone.length > MOST_CHARS) {
    throw new ContractError(
      'invalid-params',
      `The certificate has ${alone.length} characters as PEM, but OCPP allows ${MOST_CHARS}.`,
      { hint: 'Have a shorter one issued: fewer extensions, or an EC key.' },
    );
  }
  const isCut = whole.length > MOST_CHARS;
  const cut = `Only the certificate itself is sent: with the ones that issued it, it is longer than the ${MOST_CHARS} characters of OCPP.`;
  return { pem: isCut ? alone : whole, leaf, doubts: [...dateDoubts(leaf, now), ...(isCut ? [cut] : [])] };
}

function readCertificates(text: string): X509Certificate[] {
  const blocks = [...text.matchAll(CERTIFICATE)].slice(0, MOST_PARTS);
  if (blocks.length === 0) {
    throw new ContractError('invalid-params', 'There is no certificate in PEM in what was given.', {
      hint: 'Turn it into PEM: openssl x509 -inform DER -in signer.cer -out signer.pem.',
    });
  }
  return blocks.map(([, body = '']) => {
    try {
      return new X509Certificate(Buffer.from(body, 'base64'));
    } catch (cause) {
      throw new ContractError('invalid-params', 'The certificate cannot be read: it is damaged or cut off.', {
        hint: 'Look at it with openssl x509 -in signer.pem -noout -text, and export it anew.',
        cause,
      });
    }
  });
}

function chainFrom(leaf: X509Certificate, all: readonly X509Certificate[]): X509Certificate[] {
  const chain = [leaf];
  for (let last = leaf; !last.checkIssued(last);) {
    const issuer = all.find((one) => !chain.includes(one) && last.checkIssued(one));
    if (issuer === undefined || issuer.checkIssued(issuer)) break;
    chain.push(issuer);
    last = issuer;
  }
  return chain;
}

function pemOf(certificates: readonly X509Certificate[]): string {
  return certificates.map((one) => `${one.toString().trim()}\n`).join('');
}

function dateDoubts(leaf: X509Certificate, now: Date): string[] {
  const day = (date: Date): string => date.toISOString().slice(0, 10);
  if (now > leaf.validToDate) {
    return [`The certificate expired on ${day(leaf.validToDate)}: a charger answers InvalidCertificate.`];
  }
  if (now < leaf.validFromDate) {
    return [
      `The certificate is valid only from ${day(leaf.validFromDate)} on: a charger answers InvalidCertificate.`,
    ];
  }
  return [];
}

function spki(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' });
}
