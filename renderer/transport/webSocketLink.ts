import { ContractError } from '../../shared/contract/failure.ts';
import type { Link } from '../../shared/contract/link.ts';
import { socketLink } from '../../shared/contract/socketLink.ts';

/**
 * Connects to the core behind `kerbside serve`. Rejects with `unavailable`: a browser does not tell a page why a
 * WebSocket was refused.
 */
export function openWebSocketLink(url: string): Promise<Link> {
  const socket = new WebSocket(url);
  const link = socketLink(socket);
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(link), { once: true });
    socket.addEventListener('close', () => reject(notThere()), { once: true });
  });
}

function notThere(): ContractError {
  return new ContractError('unavailable', 'Kerbside does not answer at this address.', {
    hint: 'Check that it is still running, then open the address that it printed when it started.',
  });
}
