import { mkdirSync, realpathSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { PortListing } from '../../../../electron/core/service-port/session/portListing.ts';
import { listPorts } from '../../../../electron/core/service-port/transport/listPorts.ts';
import { PortWatch } from '../../../../electron/core/service-port/transport/portWatch.ts';
import { LinuxRoot } from '../transport/linuxRoot.ts';

it('a name of udev is the adapter to which it leads, and a name like any other while it leads nowhere', async () => {
  const root = new LinuxRoot();
  onTestFinished(() => root.remove());
  const dev = realpathSync(root.edge.dev);
  root.usb('1-1', { vid: '0403', pid: '6001', serial: 'FT4711' }, 'ttyUSB0');
  const edge = { ...root.edge, dev };
  const listing = new PortListing({
    watch: new PortWatch({
      list: (options) => listPorts({ ...options, edge, driverList: () => Promise.resolve([]) }),
    }),
    practicePorts: () => [],
    opened: () => [],
  });
  const path = join(dev, 'serial/by-id/usb-FTDI_FT232R_FT4711-if00-port0');
  mkdirSync(join(dev, 'serial/by-id'), { recursive: true });
  symlinkSync('../../ttyUSB0', path);
  await listing.list();
  expect(listing.infoOf(path)).toMatchObject({
    path,
    origin: 'listed',
    serialNumber: 'FT4711',
    deviceKey: 'usb:0403:6001:ft4711',
  });
  root.unplug('1-1', 'ttyUSB0');
  expect(listing.infoOf(path)).toMatchObject({ origin: 'typed', deviceKey: path });
});
