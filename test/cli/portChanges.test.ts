import { expect, it } from 'vitest';
import { portChanges } from '../../electron/cli/serial/portChanges.ts';
import type { PortInfo, PortList } from '../../shared/service-port/portInfo.ts';

function port(path: string, more: Partial<PortInfo> = {}): PortInfo {
  return { path, origin: 'listed', name: 'FTDI FT232R', deviceKey: path, isGone: false, ...more };
}

const list = (...ports: PortInfo[]): PortList => ({ ports, hints: [] });

it('tells which ports came, went, came back, and who uses them from here on', () => {
  const before = list(
    port('/dev/ttyUSB0'),
    port('/dev/ttyUSB1'),
    port('COM7', { isGone: true }),
    port('COM8'),
  );
  const after = list(
    port('/dev/ttyUSB0', { busyWith: 'picocom (process 4711)' }),
    port('/dev/ttyUSB1', { isGone: true }),
    port('COM7'),
    port('COM12', { name: 'bad\u001B[2J name' }),
  );
  expect(portChanges(before, after)).toEqual([
    '  /dev/ttyUSB0  FTDI FT232R  in use by picocom (process 4711)',
    '- /dev/ttyUSB1  FTDI FT232R  unplugged',
    '+ COM7  FTDI FT232R',
    expect.stringContaining('+ COM12  bad'),
    '- COM8  FTDI FT232R',
  ]);
  expect(portChanges(before, after).join()).not.toContain('\u001B');
  expect(portChanges(after, after)).toEqual([]);
});
