import { expect, it, onTestFinished } from 'vitest';
import { ConsoleLine } from '../../../../electron/core/service-port/drivers/console/consoleLine.ts';
import { startCableDevice } from '../session/cableDevice.ts';
import { tcpPortLine } from './tcpPortLine.ts';

it('does not take for silence what this computer had no time to look at', async () => {
  const device = await startCableDevice();
  onTestFinished(() => device.close());
  const port = await tcpPortLine(device.path);
  onTestFinished(() => port.unplug());
  const socket = await device.plugged();
  const line = new ConsoleLine(port, '\r', { onLine: () => undefined, onBytes: () => undefined });
  onTestFinished(() => line.close());
  const { signal } = new AbortController();
  const [heard] = [line.next(5, signal), socket.write('U-Boot 2024.10\r\n')];
  // Nothing runs for longer than the wait.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
  expect(await heard).toBe(true);
  expect(await line.next(5, signal)).toBe(false);
});
