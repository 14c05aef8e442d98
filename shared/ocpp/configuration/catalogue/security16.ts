import type { KeyDescription } from '../keyDescription.ts';

const security = {
  profile: 'Security',
  isRequired: false,
  clause: 'OCPP 1.6 security whitepaper edition 2, configuration keys',
} as const;

/** The keys of "Improved security for OCPP 1.6-J", edition 2. */
export const SECURITY_16: readonly KeyDescription[] = [
  {
    ...security,
    key: 'AdditionalRootCertificateCheck',
    access: 'read-only',
    type: 'boolean',
    default: 'false',
    meaning:
      'Whether a root certificate of the back end is only taken where the one before it has signed it. There is then ' +
      'only one such root, with the one before it as fall-back.',
    clause: `${security.clause}; M05`,
  },
  {
    ...security,
    key: 'AuthorizationKey',
    access: 'write-only',
    type: 'string',
    minLength: 16,
    maxLength: 40,
    isSecret: true,
    meaning:
      'The password with which the station logs in at the back end (HTTP basic authentication). It can be set and ' +
      'never read. The station connects anew with it.',
    hint:
      'Edition 2 wants hexadecimal digits that the station turns into bytes, edition 3 plain characters, and chargers do ' +
      'either. 32 to 40 hexadecimal digits keep both rules; when the log-in fails after the change, this is the first ' +
      'thing to look at.',
    risk: 'connection',
    role: 'backend-password',
  },
  {
    ...security,
    key: 'CertificateSignedMaxChainSize',
    access: 'read-only',
    type: 'integer',
    unit: 'bytes',
    min: 1,
    max: 10_000,
    meaning: 'The largest certificate chain that one CertificateSigned may carry.',
  },
  {
    ...security,
    key: 'CertificateStoreMaxLength',
    access: 'read-only',
    type: 'integer',
    unit: 'certificates',
    min: 1,
    meaning: 'The most root certificates that the station can keep.',
  },
  {
    ...security,
    key: 'CpoName',
    access: 'read-write',
    type: 'string',
    minLength: 1,
    maxLength: 255,
    meaning:
      'The name of the operator, which the station writes into its certificate. With a wrong name the back end refuses ' +
      'the certificate.',
    risk: 'connection',
  },
  {
    ...security,
    key: 'SecurityProfile',
    access: 'read-write',
    type: 'integer',
    min: 0,
    max: 3,
    meaning:
      'How the connection to the back end is secured. The station may only go up; it connects anew after a change.',
    valueMeanings: {
      '0': 'No security: neither password nor TLS.',
      '1': 'Password without TLS: the password crosses the network readable.',
      '2': 'TLS and password.',
      '3': 'TLS with a certificate of the station; no password.',
    },
    hint:
      'A higher profile cannot be taken back over OCPP. The station must already have a password (1, 2) or certificates ' +
      '(2, 3), or it cannot connect again.',
    risk: 'connection',
    role: 'security-profile',
  },
];
