import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

/** Debian's package belongs to the system's Python, whatever comes first on the PATH. */
const PYTHON = '/usr/bin/python3';

export const HAS_PYMODBUS = spawnSync(PYTHON, ['-c', 'import pymodbus'], { stdio: 'ignore' }).status === 0;

/** Appended to the name of a test that needs it and cannot run. */
export const PYMODBUS_NOTE = HAS_PYMODBUS ? '' : ' (skipped: python3-pymodbus is not installed)';

/** Registers and bits by address, as on the wire. */
export interface DeviceData {
  hr?: Record<number, number>;
  ir?: Record<number, number>;
  co?: Record<number, boolean>;
  di?: Record<number, boolean>;
}

/** A device of pymodbus for the time of a test; answers with its path. */
export async function pymodbusDevice(
  units: Record<number, DeviceData>,
  framer: 'rtu' | 'ascii' | 'socket' = 'rtu',
): Promise<string> {
  const script = new URL('pymodbusDevice.py', import.meta.url).pathname;
  const device = spawn(PYTHON, [script, JSON.stringify({ framer, units })], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(async () => {
    const exit = once(device, 'exit');
    device.kill();
    await exit;
  });
  for await (const line of createInterface({ input: device.stdout })) return `tcp://127.0.0.1:${line}`;
  throw new Error('pymodbus ended before it listened.');
}
