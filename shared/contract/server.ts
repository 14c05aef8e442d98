import type { Link } from './link.ts';
import { ServerConnection, type ServerOptions } from './serverConnection.ts';

export interface ContractServer {
  /** Serves a link until it closes. */
  serve(link: Link): void;
}

export function createServer(options: ServerOptions): ContractServer {
  return { serve: (link) => new ServerConnection(options, link).start() };
}
