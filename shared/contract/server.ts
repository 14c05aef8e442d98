import type { LinkOrigin } from './handlers.ts';
import type { Link } from './link.ts';
import { ServerConnection, type ServerOptions } from './serverConnection.ts';

export interface ContractServer {
  /** Serves a link until it closes. `origin` is where its client is; here, unless somebody else says so. */
  serve(link: Link, origin?: LinkOrigin): void;
  /** Serves from these handlers and topics from here on: every client takes new snapshots. */
  serveFrom(served: Pick<ServerOptions, 'handlers' | 'topics'>): void;
}

export function createServer(options: ServerOptions): ContractServer {
  const current = { ...options };
  const connections = new Set<ServerConnection>();
  return {
    serve(link, origin = 'here') {
      const connection = new ServerConnection(current, link, origin, () => connections.delete(connection));
      connections.add(connection);
      connection.start();
    },
    serveFrom({ handlers, topics }) {
      current.handlers = handlers;
      current.topics = topics;
      for (const connection of connections) connection.renew();
    },
  };
}
