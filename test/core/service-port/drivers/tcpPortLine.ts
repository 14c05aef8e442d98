import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { ContractError } from '../../../../shared/contract/failure.ts';
import { DEFAULT_LINE } from '../../../../shared/service-port/lineSettings.ts';
import type { PortLine } from '../../../../electron/core/service-port/line/portLine.ts';

/** A line over a real TCP connection, as drivers have it; remembers what was sent, secrets as asterisks. */
export interface TcpPortLine extends PortLine {
  /** Everything that was sent, as a record would hold it. */
  sent: () => string;
  received: () => string;
  receivedBytes: () => number;
  unplug: () => void;
}

/** `path` is `tcp://host:port`. */
export async function tcpPortLine(path: string): Promise<TcpPortLine> {
  const { hostname, port } = new URL(path.replace(/^tcp:/, 'http:'));
  return lineOver(await connected(Number(port), hostname));
}

/** A program that has just been started may not listen yet. */
async function connected(port: number, hostname: string): Promise<Socket> {
  for (let tries = 0; ; tries++) {
    const socket = connect(port, hostname);
    try {
      await once(socket, 'connect');
      return socket;
    } catch (error) {
      if (tries > 100) throw error;
      await setTimeout(30);
    }
  }
}

function lineOver(socket: Socket): TcpPortLine {
  const lost = new AbortController();
  const listeners = new Set<(bytes: Uint8Array, monoMs: number) => void>();
  let sent = '';
  let received = '';
  let receivedBytes = 0;
  socket.setNoDelay(true);
  socket.on('error', () => undefined);
  socket.on('close', () => lost.abort(new ContractError('unavailable', 'The port is gone.')));
  socket.on('data', (bytes: Buffer) => {
    received = (received + bytes.toString('latin1')).slice(-100_000);
    receivedBytes += bytes.length;
    for (const listener of listeners) listener(bytes, performance.now());
  });
  return {
    lost: lost.signal,
    settings: DEFAULT_LINE,
    write(bytes, options) {
      sent += options?.isSecret === true ? '*'.repeat(bytes.length) : Buffer.from(bytes).toString('latin1');
      return new Promise((resolve, reject) => {
        if (lost.signal.aborted) reject(new ContractError('unavailable', 'The port is gone.'));
        else socket.write(bytes, () => resolve());
      });
    },
    onData(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell: () => undefined,
    setLine: () => Promise.resolve(),
    setSignals: () => Promise.resolve(false),
    sent: () => sent,
    received: () => received,
    receivedBytes: () => receivedBytes,
    unplug: () => socket.destroy(),
  };
}
