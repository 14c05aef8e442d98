import type { LinkOrigin } from './handlers.ts';
import type { Link } from './link.ts';
import { ServerConnection, type ServerOptions } from './serverConnection.ts';

export interface ContractServer {
  /** Serves a link until it closes. `origin` is where its client is; here, unless somebody else says so. */
  serve(link: Link, origin?: LinkOrigin): void;
}

export function createServer(options: ServerOptions): ContractServer {
  return {
    serve: (link, origin = 'here') => new ServerConnection(options, link, origin).start(),
  };
}
