import { connect } from 'node:net';

/**
 * Fetches a file as many times at once as it is told, in a process of its own, so that what comes in disturbs nobody
 * else's clock. Arguments: address, count. Says how many bytes came.
 */
const [address = '', count = '1'] = process.argv.slice(2);
const { hostname, port, pathname } = new URL(address);

function fetchOnce(): Promise<number> {
  return new Promise((resolve, reject) => {
    let bytes = 0;
    const socket = connect(Number(port), hostname);
    socket.write(`GET ${pathname} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
    socket.on('data', (chunk) => {
      bytes += chunk.length;
    });
    socket.once('error', reject);
    socket.once('end', () => resolve(bytes));
  });
}

const startAt = performance.now();
const came = await Promise.all(Array.from({ length: Number(count) }, fetchOnce));
process.send?.({
  bytes: came.reduce((sum, bytes) => sum + bytes, 0),
  ms: performance.now() - startAt,
});
process.disconnect();
