import type { PortInfo, PortList } from '../../../../shared/service-port/portInfo.ts';
import type { FoundPort } from './foundPort.ts';
import { devNames, linuxPorts } from './linuxPorts.ts';
import { portFailureOf } from './portError.ts';
import { holderName, portHolders } from './portHolders.ts';
import { portHints } from './portHints.ts';
import { THIS_SYSTEM, type SystemEdge } from './systemEdge.ts';
import { listSystemPorts, type ListedPort } from './systemPort.ts';
import { usbChip } from './usbChips.ts';

export interface ListOptions {
  edge?: SystemEdge;
  /** The driver's own list. */
  driverList?: () => Promise<ListedPort[]>;
  /** Looks which program has which port: that walks over all processes, so not every second. */
  withHolders?: boolean;
}

/** The serial ports of this computer. Never rejects: where the system has no list, the result says so. */
export async function listPorts({
  edge = THIS_SYSTEM,
  driverList = listSystemPorts,
  withHolders = true,
}: ListOptions = {}): Promise<PortList> {
  const { found, trouble } = await foundPorts(edge, driverList);
  const ports = withKeys(found.map((port) => portInfo(port, edge)));
  const holders = withHolders
    ? await portHolders(
        ports.map(({ path }) => path),
        edge,
      )
    : new Map();
  return {
    ports: ports.map((port) => {
      const holder = holders.get(port.path);
      return holder === undefined || holder.isSelf ? port : { ...port, busyWith: holderName(holder) };
    }),
    ...(trouble === undefined ? {} : { trouble }),
    hints: await portHints(edge, found),
  };
}

async function foundPorts(
  edge: SystemEdge,
  driverList: () => Promise<ListedPort[]>,
): Promise<{ found: FoundPort[]; trouble?: PortList['trouble'] }> {
  if (edge.platform === 'linux') {
    const found = await linuxPorts(edge).catch(() => undefined);
    if (found !== undefined) return { found };
  }
  try {
    return { found: (await driverList()).map(ofDriver) };
  } catch (error) {
    return {
      found: await devNames(edge),
      trouble: {
        sentence: `This system gives no full list of its serial ports (${portFailureOf(error).sentence}).`,
        remedy:
          'Type the name of the port, such as /dev/ttyUSB0; `dmesg` tells it when the adapter is plugged in.',
      },
    };
  }
}

function ofDriver(port: ListedPort): FoundPort {
  const friendly = 'friendlyName' in port ? String(port.friendlyName) : undefined;
  return {
    path: port.path,
    vid: port.vendorId,
    pid: port.productId,
    serialNumber: port.serialNumber,
    manufacturer: port.manufacturer,
    product: friendly?.replace(/\s*\(COM\d+\)\s*$/i, ''),
    pnpId: port.pnpId,
  };
}

function portInfo(port: FoundPort, edge: SystemEdge): PortInfo {
  const vid = port.vid?.toUpperCase();
  const pid = port.pid?.toUpperCase();
  const chip = vid === undefined ? undefined : usbChip(vid, pid);
  const serialNumber = port.serialNumber?.trim();
  // On macOS tty.* waits for a carrier that no charger gives; cu.* is the same port without the wait.
  const path = edge.platform === 'darwin' ? port.path.replace('/dev/tty.', '/dev/cu.') : port.path;
  return {
    path,
    origin: 'listed',
    name: chip?.name ?? plainName(port, path),
    ...(chip === undefined ? {} : { chip: chip.chip }),
    ...(vid === undefined ? {} : { vid }),
    ...(pid === undefined ? {} : { pid }),
    ...(serialNumber === undefined || serialNumber === '' ? {} : { serialNumber }),
    deviceKey:
      vid === undefined ? path : ['usb', vid, pid, serialNumber].filter(Boolean).join(':').toLowerCase(),
    isGone: false,
  };
}

function plainName(port: FoundPort, path: string): string {
  if (port.pnpId?.startsWith('BTHENUM') === true || /rfcomm|bluetooth/i.test(path))
    return 'Bluetooth serial port';
  const told = [port.manufacturer, port.product].filter(
    (part) => part !== undefined && !part.startsWith('('),
  );
  if (told.length > 0) return told.join(' ');
  return port.vid === undefined
    ? 'Serial port of this computer'
    : `USB device ${port.vid}:${port.pid ?? '?'}`;
}

/**
 * Many adapters have no serial number, or all the same one. Alone, such an adapter is known by its kind; of several, each is known by
 * its place. Sorted: USB first, and by the numbers in the names.
 */
function withKeys(ports: readonly PortInfo[]): PortInfo[] {
  const counts = new Map<string, number>();
  for (const { deviceKey } of ports) counts.set(deviceKey, (counts.get(deviceKey) ?? 0) + 1);
  return ports
    .map((port) =>
      (counts.get(port.deviceKey) ?? 0) > 1 ? { ...port, deviceKey: `${port.deviceKey}@${port.path}` } : port,
    )
    .toSorted(
      (left, right) =>
        Number(left.vid === undefined) - Number(right.vid === undefined) ||
        left.path.localeCompare(right.path, 'en', { numeric: true }),
    );
}
