import { WebSocket as WsWebSocket, WebSocketServer } from 'ws';
import { webSocketLink } from '../../electron/serve/webSocketLink.ts';
import { portLink, type MainPort } from '../../electron/shell/portLink.ts';
import { createMessagePortLink } from '../../renderer/transport/messagePortLink.ts';
import { openWebSocketLink } from '../../renderer/transport/webSocketLink.ts';
import type { Link } from '../../shared/contract/link.ts';
import { memoryLinkPair } from '../../shared/contract/memoryLink.ts';

export interface LinkPair {
  server: Link;
  client: Link;
  /** Ends whatever the pair stands on. */
  dispose(): Promise<void>;
}

export type MakeLinkPair = () => Promise<LinkPair>;

export function memoryPair(): Promise<LinkPair> {
  const [server, client] = memoryLinkPair();
  return Promise.resolve({ server, client, dispose: () => Promise.resolve() });
}

/** A real socket; the client's end is the link of the renderer over the WebSocket that browsers have. */
export function browserSocketPair(): Promise<LinkPair> {
  return socketPair(openWebSocketLink);
}

/** A real socket; the client's end is `ws`, as in the command line, and is used before it is open. */
export function wsSocketPair(): Promise<LinkPair> {
  return socketPair((url) =>
    Promise.resolve(webSocketLink(new WsWebSocket(url, { perMessageDeflate: false }))),
  );
}

async function socketPair(open: (url: string) => Promise<Link>): Promise<LinkPair> {
  const listener = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
  await new Promise((resolve) => listener.once('listening', resolve));
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('the listener has no port');
  const accepted = new Promise<Link>((resolve) => {
    listener.once('connection', (socket) => resolve(webSocketLink(socket)));
  });
  const client = await open(`ws://127.0.0.1:${address.port}`);
  const server = await accepted;
  return {
    server,
    client,
    dispose: () =>
      new Promise((resolve) => {
        for (const socket of listener.clients) socket.terminate();
        listener.close(() => resolve());
      }),
  };
}

/** A real message channel, with the shape of Electron's ports at the server's end and the DOM's at the client's. */
export function messagePortPair(): Promise<LinkPair> {
  const { port1, port2 } = new MessageChannel();
  return Promise.resolve({
    server: portLink(asMainPort(port1)),
    client: createMessagePortLink(port2),
    dispose: () => {
      port1.close();
      return Promise.resolve();
    },
  });
}

/** Electron hands the event of a `MessagePortMain` to `on`, where the DOM has `addEventListener`. */
function asMainPort(port: MessagePort): MainPort {
  return {
    postMessage: (message) => port.postMessage(message),
    on: (event: string, listener: (event: MessageEvent) => void) =>
      port.addEventListener(event, (occurred) =>
        listener(occurred instanceof MessageEvent ? occurred : new MessageEvent('close')),
      ),
    start: () => port.start(),
    close: () => port.close(),
  };
}
