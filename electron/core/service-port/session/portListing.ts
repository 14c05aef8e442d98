import { existsSync } from 'node:fs';
import type { PracticePort } from '../../../../shared/practice/practiceCharger.ts';
import type { PortInfo, PortList } from '../../../../shared/service-port/portInfo.ts';
import { shortName } from './linkedStation.ts';

export interface PortListingOptions {
  practicePorts: () => readonly PracticePort[];
  /** Ports of this visit: they stay in the list when they are unplugged. */
  opened: () => readonly PortInfo[];
}

const PRACTICE_NAMES: Readonly<Record<PracticePort['device'], string>> = {
  rapi: 'Practice charger: OpenEVSE',
  modbus: 'Practice charger: Modbus',
  console: 'Practice charger: console',
};

/** All ports that can be opened: those of the system, practice chargers on a cable, and those of this visit that the system does not list. */
export class PortListing {
  readonly #options: PortListingOptions;
  readonly #listeners = new Set<(list: PortList) => void>();

  constructor(options: PortListingOptions) {
    this.#options = options;
  }

  list(): Promise<PortList> {
    return Promise.resolve(this.latest());
  }

  latest(): PortList {
    return this.#withOthers({ ports: [], hints: [] });
  }

  onChange(listener: (list: PortList) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  infoOf(path: string): PortInfo {
    const practice = this.#options.practicePorts().find((port) => port.path === path);
    if (practice !== undefined) return practiceInfo(practice);
    return { path, origin: 'typed', name: shortName(path), deviceKey: path, isGone: false };
  }

  /** Where the same adapter is now; nothing while it is not there. A network address is tried. */
  lookFor({ path }: PortInfo): Promise<string | undefined> {
    return Promise.resolve(path.includes('://') || existsSync(path) ? path : undefined);
  }

  close(): void {
    this.#listeners.clear();
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
