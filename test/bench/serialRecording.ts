import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { SerialReading } from './servers/serialReader.ts';

/** What 921,600 baud bring in an hour: ten bits for each byte. */
export const HOUR_BYTES = Math.round((921_600 / 10) * 3600);
/** Bytes per second of a line at 3 Mbaud. */
export const FAST_LINE = 300_000;

export interface SerialNumbers {
  sent: number;
  recorded: number;
  growthBytes: number;
  /** Bytes per second. */
  kerbside: number;
  bare: number;
}

/** An hour's console output at 921,600 baud, as fast as it is taken: by Kerbside, which records it, and by a bare reader of the socket. */
export async function measureSerial(): Promise<SerialNumbers> {
  const folder = mkdtempSync(join(tmpdir(), 'kerbside-bench-'));
  try {
    const bare = await read('bare', folder);
    const kerbside = await read('kerbside', folder);
    return {
      sent: HOUR_BYTES,
      recorded: kerbside.recorded,
      growthBytes: kerbside.growthBytes,
      kerbside: (HOUR_BYTES / kerbside.ms) * 1000,
      bare: (HOUR_BYTES / bare.ms) * 1000,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function read(mode: 'bare' | 'kerbside', folder: string): Promise<SerialReading> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    void pipeline(Readable.from(consoleOutput(HOUR_BYTES)), socket, { end: false }).catch(() => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const child = fork(join(import.meta.dirname, 'servers', 'serialReader.ts'), [
    mode,
    String(port),
    String(HOUR_BYTES),
    folder,
  ]);
  try {
    const [reading] = (await once(child, 'message')) as [SerialReading];
    return reading;
  } finally {
    child.kill();
    server.close();
  }
}

/** Lines as chargers print them, exactly so many bytes. */
function* consoleOutput(bytes: number): Generator<Buffer> {
  let left = bytes;
  for (let count = 0; left > 0; count += 1) {
    const lines = Array.from(
      { length: 500 },
      (_, line) => `[${count * 500 + line}] meter: L1 230.4 V 15.9 A, state charging, temperature 41 C\r\n`,
    );
    const piece = Buffer.from(lines.join('')).subarray(0, left);
    left -= piece.length;
    yield piece;
  }
}
