import type { WebSocket } from 'ws';
import type { Link } from '../../shared/contract/link.ts';
import { socketLink } from '../../shared/contract/socketLink.ts';

/** A WebSocket of `ws` as a link, open or still connecting, on either side. */
export function webSocketLink(socket: WebSocket): Link {
  return socketLink(socket);
}
