import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { PracticePort, PracticePortDevice } from '../../../shared/practice/practiceCharger.ts';
import { startConsoleDevice } from './console/consoleDevice.ts';
import { startModbusEvse } from './modbus/startModbusEvse.ts';
import type { PracticeLine, StartDevice } from './practiceDevice.ts';
import { startRapiDevice } from './rapi/startRapiDevice.ts';

export interface PracticePortOptions {
  device: PracticePortDevice;
  habits?: readonly string[];
}

const DEVICES: Readonly<Record<PracticePortDevice, StartDevice>> = {
  rapi: startRapiDevice,
  console: startConsoleDevice,
  modbus: startModbusEvse,
};

/**
 * Starts a device that speaks over a TCP port of this computer as it would over a cable. It lives on when the cable is pulled; who
 * connects again plugs the cable in again, and takes it from who had it. Rejects with what is wrong where a habit is not known.
 */
export async function createPracticePort({
  device,
  habits = [],
}: PracticePortOptions): Promise<PracticePort> {
  const cable = new SocketCable();
  const running = DEVICES[device](cable, { habits });
  const server = createServer((socket) => cable.plug(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    device,
    path: `tcp://127.0.0.1:${port}`,
    async stop() {
      running.stop();
      cable.cut();
      server.close();
      await once(server, 'close');
    },
  };
}

/** What is sent while nothing is plugged in is lost, as on a cable. */
class SocketCable implements PracticeLine {
  #socket: Socket | undefined;
  #listener: (bytes: Uint8Array) => void = () => undefined;
  #onPlug: () => void = () => undefined;

  plug(socket: Socket): void {
    this.cut();
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => this.#listener(bytes));
    this.#onPlug();
  }

  write(bytes: Uint8Array): void {
    this.#socket?.write(bytes);
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#listener = listener;
  }

  onPlug(listener: () => void): void {
    this.#onPlug = listener;
  }

  cut(): void {
    this.#socket?.destroy();
    this.#socket = undefined;
  }
}
