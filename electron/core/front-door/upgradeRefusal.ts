import type { IncomingMessage } from 'node:http';
import type { Verdict } from './visit.ts';

/** How a request that asked for an upgrade and cannot have one is answered and recorded. */
export interface Refusal {
  status: 400 | 405 | 426;
  verdict: Verdict;
}

/**
 * Why a WebSocket handshake is impossible (RFC 6455 §4.2.1), or nothing where it is not. Found here rather than left
 * to the library, so that each case has its own sentence.
 */
export function refuseUpgrade(request: IncomingMessage): Refusal | undefined {
  const { headers, method } = request;
  if (method !== 'GET') {
    return refusal(
      405,
      'upgrade-method',
      `Asked for a WebSocket upgrade with ${method ?? 'no method'}, not GET.`,
    );
  }
  const key = headers['sec-websocket-key'];
  if (key === undefined || !/^[+/0-9A-Za-z]{22}==$/.test(key)) {
    const what = key === undefined ? 'lacks' : 'has a malformed';
    return refusal(400, 'upgrade-key', `The WebSocket upgrade ${what} Sec-WebSocket-Key.`);
  }
  const version = headers['sec-websocket-version'];
  if (version !== '13' && version !== '8') {
    const what = version === undefined ? 'names no version' : `asks for WebSocket version ${version}`;
    return refusal(426, 'upgrade-version', `The upgrade ${what}; only version 13 is in use.`);
  }
  return undefined;
}

function refusal(status: Refusal['status'], code: string, sentence: string): Refusal {
  const remedy = 'This is a fault of the charger’s WebSocket software: check for newer firmware.';
  return { status, verdict: { stage: 'upgrade', ok: false, code, sentence, remedy } };
}
