import { existsSync, realpathSync } from 'node:fs';
import type { PracticePort } from '../../../../shared/practice/practiceCharger.ts';
import type { PortInfo, PortList } from '../../../../shared/service-port/portInfo.ts';
import type { PortWatch } from '../transport/portWatch.ts';
import { shortName } from './linkedStation.ts';

export interface PortListingOptions {
  watch: PortWatch;
  practicePorts: () => readonly PracticePort[];
  /** Ports of this visit that the system does not list stay in the list, too. */
  opened: () => readonly PortInfo[];
}

const PRACTICE_NAMES: Readonly<Record<PracticePort['device'], string>> = {
  rapi: 'Practice charger: OpenEVSE',
  modbus: 'Practice charger: Modbus',
  console: 'Practice charger: console',
};

/** All ports that can be opened: those of the system, practice chargers on a cable, and those that were typed in this visit. */
export class PortListing {
  readonly #options: PortListingOptions;

  constructor(options: PortListingOptions) {
    this.#options = options;
  }

  /** Looks now. */
  async list(): Promise<PortList> {
    return this.#withOthers(await this.#options.watch.refresh());
  }

  latest(): PortList {
    return this.#withOthers(this.#options.watch.latest);
  }

  onChange(listener: (list: PortList) => void): () => void {
    return this.#options.watch.onChange((list) => listener(this.#withOthers(list)));
  }

  infoOf(path: string): PortInfo {
    const practice = this.#options.practicePorts().find((port) => port.path === path);
    if (practice !== undefined) return practiceInfo(practice);
    const info = this.#options.watch.info(path);
    if (info.origin !== 'typed') return info;
    const target = this.#linked(path);
    return target === undefined ? { ...info, name: shortName(path) } : { ...target, path };
  }

  /** Looks once where a path is in no list so far: only an adapter that was seen there is known again under another name. */
  async know(path: string): Promise<void> {
    if (!path.includes('://') && this.infoOf(path).origin === 'typed') await this.#options.watch.refresh();
  }

  /** A listed port stays in the list when it is unplugged. */
  keep(path: string): void {
    const info = this.infoOf(path);
    if (info.origin === 'listed') this.#options.watch.keep(info);
  }

  drop(path: string): void {
    this.#options.watch.drop(path);
  }

  /** Where the same adapter is now; nothing while it is not there. A network address is tried. */
  async lookFor(port: PortInfo): Promise<string | undefined> {
    if (port.path.includes('://')) return port.path;
    if (port.origin !== 'listed') return existsSync(port.path) ? port.path : undefined;
    await this.#options.watch.refresh();
    return this.#options.watch.find(port)?.path;
  }

  close(): void {
    this.#options.watch.close();
  }

  /** The listed port to which a name of udev leads, such as `/dev/serial/by-id/usb-FTDI_…`. */
  #linked(path: string): PortInfo | undefined {
    if (!path.startsWith('/')) return undefined;
    try {
      const info = this.#options.watch.info(realpathSync(path));
      return info.origin === 'listed' ? info : undefined;
    } catch {
      // It is not plugged in: then it is a name like any other.
      return undefined;
    }
  }

  #withOthers({ ports, ...rest }: PortList): PortList {
    const { practicePorts, opened } = this.#options;
    const paths = new Set(ports.map(({ path }) => path));
    const others = [...practicePorts().map((port) => practiceInfo(port)), ...opened()].filter(({ path }) => {
      const isOther = !paths.has(path);
      paths.add(path);
      return isOther;
    });
    return { ...rest, ports: [...ports, ...others] };
  }
}

function practiceInfo({ path, device }: PracticePort): PortInfo {
  return { path, origin: 'practice', name: PRACTICE_NAMES[device], deviceKey: path, isGone: false };
}
