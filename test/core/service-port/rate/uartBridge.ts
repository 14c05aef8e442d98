import { once } from 'node:events';
import { connect } from 'node:net';
import { onTestFinished } from 'vitest';
import { createPracticePort } from '../../../../electron/practice/port/createPracticePort.ts';
import { atWrongRate } from '../../../../electron/practice/port/wrongRate.ts';
import type { PracticePortDevice } from '../../../../shared/practice/practiceCharger.ts';
import { ComPortServer } from '../transport/comPortServer.ts';
import { received, type UartFormat } from './uart.ts';

const SET_BAUD = 1;
const SET_PARITY = 3;
/** Numbers of parities in RFC 2217 §3. */
const PARITIES: Readonly<Record<number, UartFormat['parity']>> = { 1: 'N', 2: 'O', 3: 'E' };

export interface BridgedDevice {
  path: string;
  /** What the device got, whole bytes only. */
  got: () => Buffer;
}

/** A practice device on a line of its own behind a converter (RFC 2217), whose UART has to be set like the device's. */
export async function startBridgedDevice(
  device: PracticePortDevice,
  habits: readonly string[],
  line: UartFormat & { baud: number },
): Promise<BridgedDevice> {
  const practice = await createPracticePort({ device, habits });
  const server = await ComPortServer.start();
  const cable = connect(Number(new URL(practice.path.replace('tcp', 'http')).port), '127.0.0.1');
  await once(cable, 'connect');
  onTestFinished(async () => {
    cable.destroy();
    await server.stop();
    await practice.stop();
  });
  const latest = (command: number): number[] =>
    server.commands.findLast(([code]) => code === command)?.slice(1) ?? [];
  const hasRate = (): boolean => latest(SET_BAUD).reduce((sum, byte) => sum * 256 + byte, 0) === line.baud;
  const converter = (): UartFormat => ({ parity: PARITIES[latest(SET_PARITY)[0] ?? 0] ?? 'N' });
  cable.on('data', (bytes) => {
    const heard = hasRate() ? received(bytes, line, converter()) : atWrongRate(bytes.subarray(0, 8));
    server.send([...heard].flatMap((byte) => (byte === 255 ? [255, 255] : [byte])));
  });
  const got: number[] = [];
  let sent: number[] = [];
  server.onByte = (byte) => {
    if (sent.push(byte) > 1) return;
    // What is sent in one go goes over the line in one go.
    setImmediate(() => {
      const heard = hasRate() ? received(Uint8Array.from(sent), converter(), line) : new Uint8Array(0);
      sent = [];
      got.push(...heard);
      cable.write(heard);
    });
  };
  return { path: server.path, got: () => Buffer.from(got) };
}
