import { connect } from 'node:net';
import type { CallbackTarget } from './chooseCallback.ts';

const PROBE_MS = 2000;

/** Those targets at whose port something listens, so that a guess sends nothing into the void. */
export async function openTargets(targets: readonly CallbackTarget[]): Promise<CallbackTarget[]> {
  const ports = new Map<string, Promise<boolean>>();
  for (const { url, connectTo } of targets) {
    const { host, hostname, port, protocol } = new URL(url);
    const number = port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
    if (!ports.has(host)) ports.set(host, isOpen(connectTo ?? hostname, number));
  }
  const open = new Set<string>();
  for (const [host, isListening] of ports) if (await isListening) open.add(host);
  return targets.filter(({ url }) => open.has(new URL(url).host));
}

function isOpen(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const finish = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(PROBE_MS, () => finish(false));
    socket.once('connect', () => finish(true));
    socket.once('error', () => finish(false));
  });
}
