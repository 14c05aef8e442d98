import { assertNever } from '../../../shared/assertNever.ts';
import { isEmptyLines } from './rawHead.ts';
import type { FirstWords } from './readHead.ts';
import type { Verdict } from './visit.ts';

/** What is to be said of a connection that never became an HTTP request. */
export function firstWordsVerdict(words: Exclude<FirstWords, { spoken: 'http' }>): Verdict {
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
      if (words.bytes.length === 0) return silentVerdict();
      return isEmptyLines(words.bytes)
        ? emptyRequest('Sent empty lines and then nothing more.')
        : unfinished('The HTTP request was begun but never finished.');
    case 'closed':
      if (words.bytes.length === 0) return closedEarly();
      return isEmptyLines(words.bytes)
        ? emptyRequest('Sent nothing but empty lines and hung up.')
        : unfinished('Began an HTTP request and hung up in the middle.');
    default:
      return assertNever(words.spoken);
  }
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
