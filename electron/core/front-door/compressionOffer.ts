import type { Issue } from '../../../shared/trace/issue.ts';

const NAME = 'permessage-deflate';
const FLAGS = new Set(['server_no_context_takeover', 'client_no_context_takeover', 'client_max_window_bits']);
/** zlib cannot make a window of 8 bits, so that such an offer cannot be kept. */
const SERVER_BITS = /^server_max_window_bits=(?:9|1[0-5])$/;
const CLIENT_BITS = /^client_max_window_bits=(?:[89]|1[0-5])$/;

/** The offer of compression that is taken: its text for the WebSocket library, or why there is none. */
export interface CompressionChoice {
  offer?: string;
  issue?: Issue;
}

/**
 * Chooses among the offers of `Sec-WebSocket-Extensions` (RFC 7692 §5). A broken offer costs the compression, never the
 * connection: the library would refuse the upgrade for it.
 */
export function chooseCompression(header: string | undefined): CompressionChoice {
  const offers = (header ?? '').split(',').map(partsOf);
  const deflate = offers.filter(([name]) => name === NAME);
  if (deflate.length === 0) return {};
  const taken = deflate.find((parts) => isSound(parts.slice(1)));
  if (taken !== undefined) return { offer: taken.join('; ') };
  const message = `The charger offers compression in a way that cannot be agreed to (“${(header ?? '').slice(0, 100)}”); messages go uncompressed.`;
  return { issue: { severity: 'warning', code: 'compression-offer', message, clause: 'RFC 7692 §7.1' } };
}

function partsOf(offer: string): string[] {
  return offer.split(';').map((part) => part.trim().replace(/\s*=\s*"?([^"]*)"?$/, '=$1'));
}

function isSound(params: readonly string[]): boolean {
  const names = new Set(params.map((param) => param.split('=')[0]));
  return (
    names.size === params.length &&
    params.every((param) => FLAGS.has(param) || SERVER_BITS.test(param) || CLIENT_BITS.test(param))
  );
}
