import { describeHello, tlsVersionName, TLS_1_2, type ClientHello } from './clientHello.ts';
import type { Verdict } from './visit.ts';

interface TlsError extends Error {
  code?: string;
}

interface Case {
  pattern: RegExp;
  code: string;
  sentence: string;
  remedy: string;
}

const LOAD_CA =
  'Load Kerbside’s CA certificate into the charger (/kerbside-ca.pem on this port), or set its address to ws://.';
const CLOCK =
  'Set the charger’s date and time (NTP, or its maker’s app), load Kerbside’s CA certificate, or set its address to ws://.';

/** Alerts of the client and failures of the handshake, by the code of OpenSSL or BoringSSL (RFC 8446 §6.2). */
const CASES: readonly Case[] = [
  {
    pattern: /ALERT_UNKNOWN_CA/,
    code: 'tls-unknown-ca',
    sentence: 'The charger does not trust Kerbside’s certificate: alert unknown_ca.',
    remedy: LOAD_CA,
  },
  {
    pattern: /ALERT_CERTIFICATE_EXPIRED/,
    code: 'tls-certificate-expired',
    sentence:
      'The charger takes a certificate for expired: alert certificate_expired. Kerbside’s own runs until 2037, so the root certificate built into the charger has expired, or its clock is wrong.',
    remedy: CLOCK,
  },
  {
    pattern: /ALERT_BAD_CERTIFICATE|ALERT_CERTIFICATE_UNKNOWN/,
    code: 'tls-bad-certificate',
    sentence:
      'The charger refuses Kerbside’s certificate: alert bad_certificate. It does not trust it, it expects another name, or its clock is wrong, so that a certificate is “not yet valid”.',
    remedy: CLOCK,
  },
  {
    pattern:
      /ALERT_(UNSUPPORTED_CERTIFICATE|CERTIFICATE_REVOKED|CERTIFICATE_UNOBTAINABLE|ACCESS_DENIED|NO_CERTIFICATE)/,
    code: 'tls-certificate-refused',
    sentence: 'The charger refuses Kerbside’s certificate.',
    remedy: LOAD_CA,
  },
  {
    pattern:
      /ALERT_(DECRYPT_ERROR|DECODE_ERROR|INTERNAL_ERROR|HANDSHAKE_FAILURE|ILLEGAL_PARAMETER|INSUFFICIENT_SECURITY|PROTOCOL_VERSION)/,
    code: 'tls-alert',
    sentence: 'The charger ended the TLS handshake with an alert.',
    remedy: 'Check for newer firmware, or set the charger’s address to ws://.',
  },
  {
    pattern: /NO_SHARED_CIPHER|NO_SHARED_GROUP|NO_COMMON_SIGNATURE|NO_SUITABLE|NO_SHARED_SIGNATURE/,
    code: 'tls-no-cipher',
    sentence: 'The charger and Kerbside have no encryption in common (no shared cipher).',
    remedy: 'Check for newer firmware, or set the charger’s address to ws://.',
  },
  {
    pattern:
      /HTTP_REQUEST|WRONG_VERSION_NUMBER|UNKNOWN_PROTOCOL|UNEXPECTED_MESSAGE|BAD_RECORD|RECORD_LENGTH|PACKET_LENGTH/,
    code: 'tls-broken',
    sentence: 'The charger began with TLS and went on with bytes that are not TLS.',
    remedy: 'A device in between may change the connection: connect the charger directly, or use ws://.',
  },
  {
    pattern: /HANDSHAKE_TIMEOUT/,
    code: 'tls-too-slow',
    sentence: 'The TLS handshake was begun but never finished.',
    remedy: 'A bad connection can cause this, and so can a charger that waits for a certificate it knows.',
  },
  {
    pattern: /ECONNRESET|EPIPE|ECONNABORTED/,
    code: 'tls-hung-up',
    sentence:
      'The charger hung up during the TLS handshake without saying why; mostly it does not trust Kerbside’s certificate.',
    remedy: LOAD_CA,
  },
];

/** Why a TLS handshake failed. `hello` is what the client offered, where it could be read. */
export function tlsVerdict(error: TlsError, hello: ClientHello | undefined): Verdict {
  const code = error.code ?? '';
  const highest = hello?.versions[0];
  if (/UNSUPPORTED_PROTOCOL|UNSUPPORTED_SSL_VERSION/.test(code) && highest !== undefined) {
    return tooOld(highest);
  }
  const found = CASES.find(({ pattern }) => pattern.test(code));
  const details = hello === undefined ? [] : [describeHello(hello)];
  if (found !== undefined) {
    const { pattern: _pattern, sentence, ...rest } = found;
    const alert = rest.code === 'tls-alert' ? ` (${alertName(code)})` : '';
    return { stage: 'tls', ok: false, ...rest, sentence: sentence.replace(/\.$/, `${alert}.`), details };
  }
  const sentence = `The TLS handshake failed: ${(error.code ?? error.message).slice(0, 200)}.`;
  return { stage: 'tls', ok: false, code: 'tls-failed', sentence, remedy: LOAD_CA, details };
}

/** A client whose highest version this program cannot speak. */
export function tooOld(highest: number): Verdict {
  const name = tlsVersionName(highest);
  const isOld = highest < TLS_1_2;
  return {
    stage: 'tls',
    ok: false,
    code: 'tls-version',
    sentence: isOld
      ? `The charger offers ${name} at most, which this Kerbside cannot speak.`
      : `The charger offers ${name}, but no version that Kerbside can speak.`,
    remedy: 'Update the charger’s firmware, or set its address to ws://.',
  };
}

function alertName(code: string): string {
  return code.replace(/^.*ALERT_/, 'alert ').toLowerCase();
}
