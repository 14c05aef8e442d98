import type { LineSignals } from '../../../../shared/service-port/lineSettings.ts';
import { connect, SocketLine, type HostPort } from './socketLine.ts';
import type { Transport } from './transport.ts';

/**
 * Raw bytes over TCP, as RS-485 gateways, ser2net in `raw` mode and practice chargers speak them. Line settings are the converter's own:
 * any are taken, and nothing is done with them. Rejects with `PortError`.
 */
export async function openTcp(address: HostPort, signal: AbortSignal): Promise<Transport> {
  const socket = await connect(address, signal);
  const line: SocketLine = new SocketLine(socket, address, (bytes, monoMs) =>
    line.arrivals.deliver(bytes, monoMs),
  );
  return {
    write: (bytes) => line.send(bytes),
    onData: (listener) => line.onData(listener),
    onClose: (listener) => line.onClose(listener),
    onBanner: (listener) => line.onBanner(listener),
    setLine: () => Promise.resolve(),
    setSignals: () => Promise.resolve(false),
    signals: (): Promise<LineSignals> => Promise.resolve({}),
    pause: () => line.pause(),
    resume: () => line.resume(),
    close: () => line.close(),
  };
}
