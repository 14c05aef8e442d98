import { access, readdir, readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FoundPort } from './foundPort.ts';
import type { SystemEdge } from './systemEdge.ts';
import { usbChip } from './usbChips.ts';

/** Virtual consoles (`tty1`) are none; everything else has letters behind `tty`. */
const PORT_NAME = /^(tty[A-Za-z]\w*|rfcomm\d+)$/;
/** From the port up to its USB device it is two or three folders. */
const MAX_LEVELS = 6;

/**
 * The serial ports of Linux, as the kernel lists them: without `udevadm`, which minimal systems lack and which would be started every second.
 * Rejects where there is no /sys.
 */
export async function linuxPorts(edge: SystemEdge): Promise<FoundPort[]> {
  const folder = join(edge.sys, 'class/tty');
  const names = (await readdir(folder)).filter((name) => PORT_NAME.test(name));
  const found = await Promise.all(names.map((name) => linuxPort(folder, name, edge)));
  return found.filter((port) => port !== undefined);
}

/** Where not even /sys is there: names in /dev. */
export async function devNames(edge: SystemEdge): Promise<FoundPort[]> {
  const names = await readdir(edge.dev).catch(() => []);
  return names
    .filter((name) => /^(ttyUSB|ttyACM|ttyAMA|rfcomm|cu\.)/.test(name))
    .map((name) => ({ path: join(edge.dev, name) }));
}

/** USB serial adapters that are plugged in, but of which the system made no port; by vid and pid. */
export async function adaptersWithoutPort(
  edge: SystemEdge,
  ports: readonly FoundPort[],
): Promise<Array<{ vid: string; pid: string; name: string }>> {
  const folder = join(edge.sys, 'bus/usb/devices');
  const names = (await readdir(folder).catch(() => [])).filter((name) => !name.includes(':'));
  const devices = await Promise.all(names.map((name) => usbNumbers(join(folder, name))));
  return devices.flatMap((device) => {
    if (device === undefined) return [];
    const chip = usbChip(device.vid, device.pid);
    const hasPort = ports.some(({ vid, pid }) => vid === device.vid && pid === device.pid);
    return chip?.isAdapter === true && !hasPort ? [{ ...device, name: chip.name }] : [];
  });
}

async function linuxPort(folder: string, name: string, edge: SystemEdge): Promise<FoundPort | undefined> {
  const path = join(edge.dev, name);
  const device = await realpath(join(folder, name, 'device')).catch(() => undefined);
  if (device === undefined || (await isPhantom(join(folder, name)))) return undefined;
  // A container sees the kernel's list, and not each device of it.
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  return isThere ? { path, ...(await usbDevice(device)) } : undefined;
}

/** The kernel keeps places for four or more ports of the old kind; type 0 is a place without a chip. */
async function isPhantom(folder: string): Promise<boolean> {
  return (await text(join(folder, 'type'))) === '0';
}

async function usbDevice(start: string): Promise<Omit<FoundPort, 'path'>> {
  let folder = start;
  for (let level = 0; level < MAX_LEVELS; level += 1) {
    const numbers = await usbNumbers(folder);
    if (numbers !== undefined) {
      const [serialNumber, manufacturer, product] = await Promise.all(
        ['serial', 'manufacturer', 'product'].map((name) => text(join(folder, name))),
      );
      return { ...numbers, serialNumber, manufacturer, product };
    }
    folder = dirname(folder);
  }
  return {};
}

async function usbNumbers(folder: string): Promise<{ vid: string; pid: string } | undefined> {
  const vid = await text(join(folder, 'idVendor'));
  const pid = await text(join(folder, 'idProduct'));
  return vid === undefined || pid === undefined ? undefined : { vid, pid };
}

async function text(path: string): Promise<string | undefined> {
  const content = await readFile(path, 'utf8').catch(() => '');
  return content.trim() || undefined;
}
