import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { PracticePort, PracticePortDevice } from '../../../shared/practice/practiceCharger.ts';
import { startConsoleDevice } from './console/consoleDevice.ts';
import { startModbusEvse } from './modbus/startModbusEvse.ts';
import { CABLE_HABITS, type CableHabit } from './cableHabits.ts';
import { isName, PracticeHabits } from './practiceHabits.ts';
import type { StartDevice } from './practiceDevice.ts';
import { startRapiDevice } from './rapi/startRapiDevice.ts';
import { SocketCable } from './socketCable.ts';

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
 * connects again plugs the cable in again, and takes it from who had it. Rejects with a sentence where a habit is not known.
 */
export async function createPracticePort({
  device,
  habits = [],
}: PracticePortOptions): Promise<PracticePort> {
  const { ofCable, ofDevice } = parted(habits);
  const cable = new SocketCable(ofCable);
  const running = DEVICES[device](cable, { habits: ofDevice });
  const server = createServer((socket) => cable.plug(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  if (ofCable.has('gone')) server.close();
  return {
    device,
    path: `tcp://127.0.0.1:${port}`,
    async stop() {
      running.stop();
      cable.cut();
      if (!server.listening) return;
      server.close();
      await once(server, 'close');
    },
  };
}

/** Which of the habits the cable has, and which the device at its end. */
function parted(habits: readonly string[]): { ofCable: PracticeHabits<CableHabit>; ofDevice: string[] } {
  const isCable = (word: string): boolean => isName(CABLE_HABITS, word.replace(/=.*$/, ''));
  return {
    ofCable: new PracticeHabits(CABLE_HABITS, habits.filter(isCable)),
    ofDevice: habits.filter((word) => !isCable(word)),
  };
}
