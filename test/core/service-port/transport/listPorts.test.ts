import { symlinkSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { listPorts } from '../../../../electron/core/service-port/transport/listPorts.ts';
import { PortWatch } from '../../../../electron/core/service-port/transport/portWatch.ts';
import { THIS_SYSTEM } from '../../../../electron/core/service-port/transport/systemEdge.ts';
import type { ListedPort } from '../../../../electron/core/service-port/transport/systemPort.ts';
import type { PortList } from '../../../../shared/service-port/portInfo.ts';
import { LinuxRoot } from './linuxRoot.ts';

const roots: LinuxRoot[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) root.remove();
});

function linux(...edge: ConstructorParameters<typeof LinuxRoot>): LinuxRoot {
  const root = new LinuxRoot(...edge);
  roots.push(root);
  return root;
}

const NOTHING: ListedPort = {
  path: '',
  manufacturer: undefined,
  serialNumber: undefined,
  pnpId: undefined,
  locationId: undefined,
  productId: undefined,
  vendorId: undefined,
};

describe('ports of Linux', () => {
  it('have chip, numbers and a key that outlives another name; phantom ports are left out', async () => {
    const root = linux();
    root.usb('1-1', { vid: '0403', pid: '6001', serial: 'A50285BI' }, 'ttyUSB10');
    root.usb('1-2', { vid: '10c4', pid: 'ea60', serial: '0001' }, 'ttyUSB2');
    root.usb('1-3', { vid: '0bda', pid: '1111', manufacturer: 'Maker of Chargers' }, 'ttyACM0');
    root.onBoard('ttyS0', '4');
    root.onBoard('ttyS1', '0');
    root.write('sys/class/tty/tty1/dev', '4:1');
    const { ports, trouble, hints } = await listPorts({ edge: root.edge });
    expect(trouble).toBeUndefined();
    expect(hints).toEqual([]);
    expect(ports.map(({ path, name }) => [path.slice(root.edge.dev.length + 1), name])).toEqual([
      ['ttyACM0', 'Maker of Chargers'],
      ['ttyUSB2', 'Silicon Labs CP2102'],
      ['ttyUSB10', 'FTDI FT232R'],
      ['ttyS0', 'Serial port of this computer'],
    ]);
    expect(ports[2]).toMatchObject({
      chip: 'FTDI',
      vid: '0403',
      pid: '6001',
      serialNumber: 'A50285BI',
      deviceKey: 'usb:0403:6001:a50285bi',
      isGone: false,
    });
  });

  it('adapters of one kind without serial numbers are told apart by their place', async () => {
    const root = linux();
    root.usb('1-1', { vid: '1a86', pid: '7523' }, 'ttyUSB0');
    expect((await listPorts({ edge: root.edge })).ports[0]?.deviceKey).toBe('usb:1a86:7523');
    root.usb('1-2', { vid: '1a86', pid: '7523' }, 'ttyUSB1');
    const keys = (await listPorts({ edge: root.edge })).ports.map(({ deviceKey }) => deviceKey);
    expect(keys).toEqual([
      `usb:1a86:7523@${root.edge.dev}/ttyUSB0`,
      `usb:1a86:7523@${root.edge.dev}/ttyUSB1`,
    ]);
  });

  it('name the program that has one, by its open files or by its lock', async () => {
    const root = linux();
    root.usb('1-1', { vid: '1a86', pid: '7523', serial: '1' }, 'ttyUSB0');
    root.usb('1-2', { vid: '1a86', pid: '7523', serial: '2' }, 'ttyUSB1');
    root.usb('1-3', { vid: '1a86', pid: '7523', serial: '3' }, 'ttyUSB2');
    root.write('proc/4711/comm', 'picocom\n');
    mkdirSync(join(root.edge.proc, '4711/fd'));
    symlinkSync(join(root.edge.dev, 'ttyUSB0'), join(root.edge.proc, '4711/fd/3'));
    // What newer Node.js calls itself says nothing.
    root.write('proc/12/comm', 'MainThread\n');
    root.write('proc/12/cmdline', '/usr/bin/node\0electron/cli/main.ts\0serial\0console\0');
    root.write('lock/LCK..ttyUSB1', '        12\n');
    root.write('lock/LCK..ttyUSB2', '999999\n');
    const { ports } = await listPorts({ edge: root.edge });
    expect(ports.map(({ busyWith }) => busyWith)).toEqual([
      'picocom (process 4711)',
      'another Kerbside (process 12)',
      undefined,
    ]);
  });

  it('an adapter of which no port was made is a hint with its remedy', async () => {
    const root = linux();
    root.usb('1-1', { vid: '1a86', pid: '7523' });
    root.usb('1-2', { vid: '0403', pid: '6001' });
    root.usb('1-3', { vid: '046d', pid: 'c077' });
    const { hints } = await listPorts({ edge: root.edge });
    expect(hints).toHaveLength(2);
    expect(hints.join('\n')).toMatch(/WCH CH340.*brltty[^]*FTDI FT232R.*dmesg/);
  });
});

describe('ports of other systems', () => {
  it('of Windows, COM10 and above too, by the driver’s list', async () => {
    const edge = { ...THIS_SYSTEM, platform: 'win32' as const, networkInterfaces: () => ({}) };
    const prolific = {
      ...NOTHING,
      path: 'COM12',
      friendlyName: 'Prolific USB-to-Serial Comm Port (COM12)',
      vendorId: '067B',
      productId: '23A3',
    };
    const bluetooth = { ...NOTHING, path: 'COM3', pnpId: 'BTHENUM\\{00001101}' };
    const list = await listPorts({ edge, driverList: () => Promise.resolve([bluetooth, prolific]) });
    expect(list.ports.map(({ path, name, chip }) => [path, name, chip])).toEqual([
      ['COM12', 'Prolific PL2303GC', 'PL2303'],
      ['COM3', 'Bluetooth serial port', undefined],
    ]);
  });

  it('of macOS by the name that does not wait for a carrier', async () => {
    const edge = { ...THIS_SYSTEM, platform: 'darwin' as const, networkInterfaces: () => ({}) };
    const port = { ...NOTHING, path: '/dev/tty.usbserial-1410', vendorId: '1a86', productId: '7523' };
    const list = await listPorts({ edge, driverList: () => Promise.resolve([port]) });
    expect(list.ports[0]).toMatchObject({ path: '/dev/cu.usbserial-1410', deviceKey: 'usb:1a86:7523' });
  });

  it('where the system has no list, names of devices, and what to do', async () => {
    const root = linux({ sys: '/nowhere/at/all' });
    root.write('dev/ttyUSB0', '');
    root.write('dev/sda', '');
    const driverList = (): Promise<never> => Promise.reject(new Error('spawn udevadm ENOENT'));
    const { ports, trouble } = await listPorts({ edge: root.edge, driverList });
    expect(ports.map(({ path }) => path)).toEqual([join(root.edge.dev, 'ttyUSB0')]);
    expect(trouble?.sentence).toContain('udevadm');
    expect(trouble?.remedy).toContain('/dev/ttyUSB0');
  });

  it('a Bender controller is known by its network', async () => {
    const address = { address: '192.168.123.42', family: 'IPv4', internal: false } as const;
    const rest = { netmask: '255.255.255.0', mac: '02:00:00:00:00:00', cidr: null };
    const root = linux({ networkInterfaces: () => ({ usb0: [{ ...address, ...rest }] }) });
    const { hints } = await listPorts({ edge: root.edge });
    expect(hints).toEqual([expect.stringContaining('http://192.168.123.123')]);
  });
});

describe('ports that come and go', () => {
  function watched(root: LinuxRoot): { watch: PortWatch; next: () => Promise<PortList> } {
    const watch = new PortWatch({
      list: (options) => listPorts({ edge: root.edge, ...options }),
      everyMs: 5,
    });
    return {
      watch,
      next: () =>
        new Promise((resolve) => {
          const stop = watch.onChange((list) => {
            stop();
            resolve(list);
          });
        }),
    };
  }

  it('are told while somebody listens; what is kept is gone and found again under another name', async () => {
    const root = linux();
    root.usb('1-1', { vid: '0403', pid: '6001', serial: 'A1' }, 'ttyUSB0');
    const { watch, next } = watched(root);
    const [port] = (await next()).ports;
    if (port === undefined) throw new Error('no port');
    watch.keep(port);
    expect(watch.find(port)).toEqual(port);

    root.unplug('1-1', 'ttyUSB0');
    expect((await next()).ports).toEqual([{ ...port, isGone: true }]);
    expect(watch.find(port)).toBeUndefined();
    expect(watch.info(port.path)).toMatchObject({ isGone: true, name: 'FTDI FT232R' });

    root.usb('1-4', { vid: '0403', pid: '6001', serial: 'A1' }, 'ttyUSB1');
    const [moved] = (await next()).ports;
    expect(moved).toMatchObject({ path: join(root.edge.dev, 'ttyUSB1'), deviceKey: port.deviceKey });
    expect(watch.find(port)).toEqual(moved);

    root.unplug('1-4', 'ttyUSB1');
    await watch.refresh();
    watch.drop(port.path);
    expect(watch.latest.ports).toEqual([]);
    expect(watch.info('tcp://10.0.0.1:4001')).toMatchObject({ origin: 'typed', isGone: false });
    watch.close();
  });

  it('nobody listens, nothing is looked at', async () => {
    let looks = 0;
    const watch = new PortWatch({
      list: () => {
        looks += 1;
        return Promise.resolve({ ports: [], hints: [String(looks)] });
      },
      everyMs: 1,
    });
    const stop = watch.onChange(() => undefined);
    await expect.poll(() => looks).toBeGreaterThan(2);
    stop();
    await watch.refresh();
    const before = looks;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(looks).toBe(before);
  });
});
