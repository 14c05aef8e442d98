import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface Heard {
  url: string;
  headers: IncomingMessage['headers'];
  text: string;
}

type Answer = (heard: Heard, response: ServerResponse) => void;

/** A charge point service that is a bare HTTP server: what it answers is up to the test. */
export class ChargePointService {
  readonly heard: Heard[] = [];
  readonly url: string;
  readonly port: number;
  readonly close: () => Promise<void>;

  private constructor(port: number, heard: Heard[], close: () => Promise<void>) {
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
    this.heard = heard;
    this.close = close;
  }

  static async listen(answer: Answer): Promise<ChargePointService> {
    const heard: Heard[] = [];
    const sockets = new Set<Socket>();
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const call = { url: request.url ?? '', headers: request.headers, text };
        heard.push(call);
        answer(call, response);
      });
    });
    server.on('connection', (socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return new ChargePointService(port, heard, async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    });
  }
}

/** Answers each call with the same text. */
export function always(text: string, status = 200, contentType = 'application/soap+xml'): Answer {
  return (_heard, response) => {
    response.writeHead(status, { 'content-type': contentType });
    response.end(text);
  };
}
