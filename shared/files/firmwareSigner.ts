import { z } from 'zod';

/**
 * How a signature of firmware is made of its SHA-256. The specification names RSA-PSS and ECSchnorr (security whitepaper L01,
 * OCPP 2.1 part 2 L01); what chargers can verify is often what OpenSSL does unless told otherwise: PKCS #1 v1.5, or ECDSA in DER.
 */
export const SIGNATURE_SCHEMES = ['rsa-pss', 'rsa-pkcs1', 'ecdsa', 'ecdsa-raw'] as const;
export const signatureSchemeSchema = z.enum(SIGNATURE_SCHEMES);
export type SignatureScheme = z.infer<typeof signatureSchemeSchema>;

export const SIGNATURE_SCHEME_WORDS: Readonly<Record<SignatureScheme, string>> = {
  'rsa-pss': 'RSA-PSS',
  'rsa-pkcs1': 'RSA PKCS #1 v1.5',
  ecdsa: 'ECDSA (DER)',
  'ecdsa-raw': 'ECDSA (r and s alone)',
};

/** By kind of key, the usual one first: that of the specification, or what comes closest to it. */
export const SCHEMES_BY_KEY = {
  rsa: ['rsa-pss', 'rsa-pkcs1'],
  ec: ['ecdsa', 'ecdsa-raw'],
} as const satisfies Record<string, readonly SignatureScheme[]>;
export type SigningKeyKind = keyof typeof SCHEMES_BY_KEY;

/** Files of keys and chains have a few kilobytes. */
const PEM_CHARS = 200_000;
const pem = z.string().min(1).max(PEM_CHARS);
/** Only a client on this computer may name a file of it. */
const path = z.string().min(1).max(4096);
const passphrase = z.string().max(1000).optional();

/** The technician's private key, as PEM text or as a file; or one that Kerbside makes for tests, and keeps. */
export const signingKeySchema = z.union([
  z.object({ test: z.enum(['rsa', 'ec']) }),
  z.object({ pem, passphrase }),
  z.object({ path, passphrase }),
]);
export type SigningKey = z.infer<typeof signingKeySchema>;

/** The certificate of the key, with or without those that issued it, in any order. */
export const signerCertificateSchema = z.union([z.object({ pem }), z.object({ path })]);
export type SignerCertificate = z.infer<typeof signerCertificateSchema>;

/** With what firmware is signed. Without a certificate one is made for the key; without a scheme the usual one is taken. */
export const firmwareSignerSchema = z.object({
  key: signingKeySchema,
  certificate: signerCertificateSchema.optional(),
  scheme: signatureSchemeSchema.optional(),
});
export type FirmwareSigner = z.infer<typeof firmwareSignerSchema>;
