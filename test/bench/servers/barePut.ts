import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** The bare minimum: the body of a PUT into a file. No sum, no limit, nothing flushed. */
const folder = mkdtempSync(join(tmpdir(), 'kerbside-bench-'));
const server = createServer((request, response) => {
  const path = join(folder, 'file');
  void pipeline(request, createWriteStream(path)).then(() => {
    response.writeHead(201).end();
    rmSync(path);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) process.send?.({ port: address.port });
});
process.on('disconnect', () => {
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
});
