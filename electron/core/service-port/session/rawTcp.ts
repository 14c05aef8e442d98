import { connect, type Socket } from 'node:net';
import { ContractError } from '../../../../shared/contract/failure.ts';
import type { LineSettings } from '../../../../shared/service-port/lineSettings.ts';
import type { PortFailure } from '../../../../shared/service-port/portState.ts';
import type { Transport } from '../transport/transport.ts';

export type OpenTransport = (
  path: string,
  line: LineSettings,
  options: { signal: AbortSignal; timeoutMs: number },
) => Promise<Transport>;

/** Plain TCP, until the transports are there. */
export const openRawTcp: OpenTransport = async (path, _line, { signal, timeoutMs }) => {
  const url = URL.parse(path);
  if (url?.protocol !== 'tcp:') throw new ContractError('unavailable', `${path} cannot be opened yet.`);
  const socket = connect(Number(url.port), url.hostname);
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  socket.once('connect', () => resolve(socket));
  socket.once('error', (error) => reject(new ContractError('unavailable', `${path}: ${error.message}`)));
  signal.addEventListener('abort', () => {
    socket.destroy();
    reject(new ContractError('cancelled', 'It was cancelled.'));
  });
  const timer = setTimeout(
    () => reject(new ContractError('unavailable', `${path} does not answer.`)),
    timeoutMs,
  );
  await promise.finally(() => clearTimeout(timer));
  return rawTcp(socket);
};

function rawTcp(socket: Socket): Transport {
  let onClose: (failure: PortFailure | undefined) => void = () => undefined;
  let isOurs = false;
  socket.setNoDelay(true);
  socket.pause();
  socket.on('error', () => undefined);
  socket.once('close', () =>
    onClose(isOurs ? undefined : { cause: 'gone', sentence: 'The other end closed the connection.' }),
  );
  return {
    write: (bytes) =>
      new Promise((resolve, reject) =>
        socket.write(bytes, (error) =>
          error ? reject(new ContractError('unavailable', 'The port is gone.')) : resolve(),
        ),
      ),
    onData: (listener) => {
      socket.on('data', (bytes) => listener(bytes, performance.now()));
      socket.resume();
    },
    onBanner: () => undefined,
    onClose: (listener) => {
      onClose = listener;
    },
    setLine: () => Promise.resolve(),
    setSignals: () => Promise.resolve(false),
    signals: () => Promise.resolve({}),
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    close: () => {
      isOurs = true;
      socket.destroy();
      return Promise.resolve();
    },
  };
}
