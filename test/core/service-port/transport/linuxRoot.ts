import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { THIS_SYSTEM, type SystemEdge } from '../../../../electron/core/service-port/transport/systemEdge.ts';

interface UsbNumbers {
  vid: string;
  pid: string;
  serial?: string;
  manufacturer?: string;
}

/** The files of a Linux by which it tells its ports, in a folder. */
export class LinuxRoot {
  readonly folder = mkdtempSync(join(tmpdir(), 'kerbside-linux-'));
  readonly edge: SystemEdge;

  constructor(edge: Partial<SystemEdge> = {}) {
    this.edge = {
      ...THIS_SYSTEM,
      platform: 'linux',
      proc: this.#made('proc'),
      sys: this.#made('sys'),
      dev: this.#made('dev'),
      groupFile: join(this.folder, 'group'),
      lockFolders: [this.#made('lock')],
      networkInterfaces: () => ({}),
      ...edge,
    };
    this.#made('sys/class/tty');
  }

  /** A USB device, with a port of that name where it has one. */
  usb(place: string, { vid, pid, serial, manufacturer }: UsbNumbers, port?: string): void {
    const device = `sys/devices/pci0/usb1/${place}`;
    this.write(`${device}/idVendor`, `${vid}\n`);
    this.write(`${device}/idProduct`, `${pid}\n`);
    if (serial !== undefined) this.write(`${device}/serial`, `${serial}\n`);
    if (manufacturer !== undefined) this.write(`${device}/manufacturer`, `${manufacturer}\n`);
    this.#link(`sys/bus/usb/devices/${place}`, device);
    if (port === undefined) return;
    const part = `${device}/${place}:1.0/${port}`;
    this.#made(part);
    this.#made(`sys/class/tty/${port}`);
    this.#link(`sys/class/tty/${port}/device`, part);
    this.write(`dev/${port}`, '');
  }

  unplug(place: string, port: string): void {
    for (const path of [`sys/bus/usb/devices/${place}`, `sys/class/tty/${port}`, `dev/${port}`]) {
      rmSync(join(this.folder, path), { recursive: true, force: true });
    }
  }

  /** A port of the board; type 0 is a place where none is. */
  onBoard(port: string, type: string): void {
    this.#made('sys/devices/platform/serial8250');
    this.write(`sys/class/tty/${port}/type`, `${type}\n`);
    this.#link(`sys/class/tty/${port}/device`, 'sys/devices/platform/serial8250');
    this.write(`dev/${port}`, '');
  }

  write(path: string, text: string): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #made(path: string): string {
    const folder = join(this.folder, path);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  #link(path: string, target: string): void {
    const place = join(this.folder, path);
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(relative(dirname(place), join(this.folder, target)), place);
  }
}
