import { assertNever } from '../../../shared/assertNever.ts';
import { isHtml } from '../../../shared/trace/foreignText.ts';
import { isEmptyLines } from './rawHead.ts';
import type { FirstWords } from './readHead.ts';
import type { Verdict } from './visit.ts';

/** What is to be said of a connection that never became an HTTP request. `isEncrypted`: it came that far inside TLS. */
export function firstWordsVerdict(
  words: Exclude<FirstWords, { spoken: 'http' }>,
  isEncrypted: boolean,
): Verdict {
  const verdict = plainVerdict(words);
  if (!isEncrypted) return verdict;
  const stage = verdict.stage === 'tcp' ? 'tls' : verdict.stage;
  return { ...verdict, stage, sentence: `TLS was agreed, but then: ${verdict.sentence}` };
}

/** A charger that was told ws:// where only wss:// is taken. */
export function plainOnTlsVerdict(): Verdict {
  return {
    stage: 'http',
    ok: false,
    code: 'plain-on-tls',
    sentence: 'Spoke plain text to a port that takes TLS only.',
    remedy:
      'Set the charger’s address to wss:// (security profile 2), or start Kerbside with --tls optional.',
  };
}

function plainVerdict(words: Exclude<FirstWords, { spoken: 'http' }>): Verdict {
  switch (words.spoken) {
    case 'tls':
      return {
        stage: 'tls',
        ok: false,
        code: 'tls-on-plain',
        sentence: 'Speaks TLS; this port takes plain connections only.',
        remedy: 'Set the charger’s address to ws:// (security profile 0 or 1).',
      };
    case 'other':
      if (isHtml(words.bytes.toString('latin1', 0, 2048))) return htmlVerdict();
      if (isOldHello(words.bytes)) return oldHello();
      return {
        stage: 'tcp',
        ok: false,
        code: 'neither-http-nor-tls',
        sentence: 'Sent bytes that are neither HTTP nor TLS.',
        remedy: 'Check that the charger’s address begins with ws:// and that this port is meant for OCPP.',
      };
    case 'too-long':
      return {
        stage: 'http',
        ok: false,
        code: 'http-head-too-long',
        sentence: 'Sent an HTTP request whose head is longer than 16 KB.',
        remedy: 'Check the charger’s address and headers; see the head for what was sent.',
      };
    case 'too-slow':
      if (words.bytes[0] === TLS_HANDSHAKE) return unfinishedTls();
      if (words.bytes.length === 0) return silentVerdict();
      return isEmptyLines(words.bytes)
        ? emptyRequest('Sent empty lines and then nothing more.')
        : unfinished('The HTTP request was begun but never finished.');
    case 'closed':
      if (words.bytes[0] === TLS_HANDSHAKE) return unfinishedTls();
      if (words.bytes.length === 0) return closedEarly();
      return isEmptyLines(words.bytes)
        ? emptyRequest('Sent nothing but empty lines and hung up.')
        : unfinished('Began an HTTP request and hung up in the middle.');
    default:
      return assertNever(words.spoken);
  }
}

const TLS_HANDSHAKE = 0x16;

/** An answer of a web server, or its page, where a request belongs. */
function htmlVerdict(): Verdict {
  return {
    stage: 'tcp',
    ok: false,
    code: 'html-page',
    sentence: 'Sent an HTML page or the answer of a web server instead of a request.',
    remedy:
      'A proxy, a captive portal (the login page of a Wi-Fi) or a wrong device answers here; its page is below. Connect the charger directly.',
  };
}

/** A ClientHello in the form of SSL 2, which stacks of the nineties begin with (RFC 5246 appendix E.2). */
function isOldHello(bytes: Buffer): boolean {
  return ((bytes[0] ?? 0) & 0x80) !== 0 && bytes[2] === 1 && (bytes[3] === 2 || bytes[3] === 3);
}

function oldHello(): Verdict {
  return {
    stage: 'tls',
    ok: false,
    code: 'tls-version',
    sentence: 'Begins TLS in the form of SSL 2, which Kerbside cannot speak.',
    remedy: 'Update the charger’s firmware, or set its address to ws://.',
  };
}

function unfinishedTls(): Verdict {
  return {
    stage: 'tcp',
    ok: false,
    code: 'tls-unfinished',
    sentence: 'Began a TLS handshake and never finished its first message.',
    remedy: 'A bad connection or a device in between can cause this; try another network or cable.',
  };
}

export function silentVerdict(): Verdict {
  return {
    stage: 'tcp',
    ok: false,
    code: 'silent',
    sentence: 'Connected but sent nothing.',
    remedy:
      'The port is reachable, but the charger waits: check that it is set to OCPP over WebSocket, not to another protocol.',
  };
}

function closedEarly(): Verdict {
  return {
    stage: 'tcp',
    ok: false,
    code: 'closed-early',
    sentence: 'Connected and hung up without sending anything.',
    remedy: 'The port is reachable. A port scan or a connection test of the charger looks like this.',
  };
}

/** Some chargers try the connection like this before the request that counts. */
function emptyRequest(sentence: string): Verdict {
  return {
    stage: 'http',
    ok: false,
    code: 'http-empty',
    sentence,
    remedy:
      'The port is reachable. Wait for the charger’s next attempt; some try the connection like this first.',
  };
}

function unfinished(sentence: string): Verdict {
  return {
    stage: 'http',
    ok: false,
    code: 'http-unfinished',
    sentence,
    remedy: 'A bad connection or a device in between can cause this; try another network or cable.',
  };
}
