import { WebSocket } from 'ws';
import { webSocketLink } from '../../electron/serve/webSocketLink.ts';
import { createClient, type ContractClient } from '../../shared/contract/client.ts';
import type { ServeProcess } from './kerbside.ts';

/** A client of a Kerbside that runs as a process of its own, as the screens are. */
export async function serveClient({ ui }: Pick<ServeProcess, 'ui'>): Promise<ContractClient> {
  const url = new URL(ui.replace('http', 'ws'));
  url.pathname = '/link';
  const socket = new WebSocket(url, 'kerbside-link', { perMessageDeflate: false });
  const link = webSocketLink(socket);
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return createClient(link);
}
