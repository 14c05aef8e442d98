import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Published {
  server: Server;
  folder: string;
}

/** Firmware that a local controller hands out to the stations behind it, by checksum. */
export class FirmwareShelf {
  readonly #published = new Map<string, Published>();

  /** Takes the folder over. Answers with the address of the file in it. */
  async put(checksum: string, file: { path: string; folder: string; sizeBytes: number }): Promise<string> {
    await this.remove(checksum);
    const server = createServer((request, response) => serve(request, response, file));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    this.#published.set(keyOf(checksum), { server, folder: file.folder });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/firmware`;
  }

  /** Whether there was something to take away. */
  async remove(checksum: string): Promise<boolean> {
    const published = this.#published.get(keyOf(checksum));
    if (published === undefined) return false;
    this.#published.delete(keyOf(checksum));
    published.server.closeAllConnections();
    published.server.close();
    await rm(published.folder, { recursive: true, force: true });
    return true;
  }

  has(checksum: string): boolean {
    return this.#published.has(keyOf(checksum));
  }

  async clear(): Promise<void> {
    await Promise.all([...this.#published.keys()].map((checksum) => this.remove(checksum)));
  }
}

/** Hex digits are compared without regard to case. */
function keyOf(checksum: string): string {
  return checksum.toLowerCase();
}

function serve(
  { method, headers }: IncomingMessage,
  response: ServerResponse,
  { path, sizeBytes }: { path: string; sizeBytes: number },
): void {
  if (method !== 'GET' && method !== 'HEAD') {
    response.writeHead(405).end();
    return;
  }
  const from = Number(/^bytes=(\d{1,15})-$/.exec(headers.range ?? '')?.[1] ?? 0);
  if (from > 0 && from >= sizeBytes) {
    response.writeHead(416, { 'content-range': `bytes */${sizeBytes}` }).end();
    return;
  }
  const range = from > 0 ? { 'content-range': `bytes ${from}-${sizeBytes - 1}/${sizeBytes}` } : {};
  response.writeHead(from > 0 ? 206 : 200, { 'content-length': sizeBytes - from, ...range });
  if (method === 'HEAD') response.end();
  else
    createReadStream(path, { start: from })
      .on('error', () => response.destroy())
      .pipe(response);
}
