import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isIPv6, type AddressInfo } from 'node:net';

/** A POST that came in, with the way to answer it. */
export interface Posted {
  text: string;
  httpAction: string | undefined;
  answer(status: number, contentType: string, text: string): void;
}

/** No command of OCPP comes near it. */
const LARGEST_BODY_BYTES = 1024 * 1024;
const CLOSE_TIMEOUT_MS = 1_000;

/** The charge point service: where the central system posts its calls (OCPP 1.6S §4.3). */
export class CallBackServer {
  readonly #onPost: (posted: Posted) => void;
  #server: Server | undefined;
  /** Kept through a restart, as a station's is. */
  #port = 0;

  constructor(onPost: (posted: Posted) => void) {
    this.#onPost = onPost;
  }

  /** Listens at an address of this machine. Answers with the URL of the service. */
  async listen(address: string): Promise<string> {
    try {
      await this.#listen(address, this.#port);
    } catch (error) {
      if (this.#port === 0) throw error;
      // Somebody took the port in the meantime.
      await this.#listen(address, 0);
    }
    return `http://${isIPv6(address) ? `[${address}]` : address}:${this.#port}/`;
  }

  /** Cuts whatever is open without an answer; goes on listening. */
  drop(): void {
    this.#server?.closeAllConnections();
  }

  /** Answers that are on their way get a moment. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server === undefined) return;
    const closed = once(server, 'close');
    server.close();
    const impatience = setTimeout(() => server.closeAllConnections(), CLOSE_TIMEOUT_MS);
    await closed;
    clearTimeout(impatience);
  }

  async #listen(address: string, port: number): Promise<void> {
    const server = createServer((request, response) => this.#receive(request, response));
    server.listen(port, address);
    await once(server, 'listening');
    this.#server = server;
    this.#port = (server.address() as AddressInfo).port;
  }

  #receive(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > LARGEST_BODY_BYTES) request.destroy();
      else chunks.push(chunk);
    });
    // A caller that leaves in the middle wants no answer.
    request.on('error', () => undefined);
    request.on('end', () => {
      if (request.method !== 'POST') {
        response.writeHead(405, { allow: 'POST', connection: 'close' }).end();
        return;
      }
      this.#onPost({
        text: Buffer.concat(chunks).toString('utf8'),
        httpAction: actionOf(request),
        answer(status, contentType, text) {
          response.writeHead(status, { 'content-type': contentType, connection: 'close' }).end(text);
        },
      });
    });
  }
}

/** SOAP 1.1 has a header of its own for it, 1.2 a parameter of the content type. */
function actionOf({ headers }: IncomingMessage): string | undefined {
  const soapAction = headers['soapaction'];
  if (typeof soapAction === 'string') return soapAction;
  return /action="?([^";]+)/i.exec(headers['content-type'] ?? '')?.[1];
}
