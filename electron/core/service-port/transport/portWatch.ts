import type { PortInfo, PortList } from '../../../../shared/service-port/portInfo.ts';
import { listPorts } from './listPorts.ts';

export interface PortWatchOptions {
  list?: (options: { withHolders: boolean }) => Promise<PortList>;
  /** How often it is looked while somebody listens. */
  everyMs?: number;
}

const EVERY_MS = 1000;
/** Who has a port is looked up less often: it walks over all processes. */
const HOLDERS_EVERY = 5;

/**
 * The ports of this computer as they come and go. No system tells by an event that a port came: it is looked once a second, and only while
 * somebody listens. Ports that are kept stay in the list as gone when they are unplugged.
 */
export class PortWatch {
  readonly #list: (options: { withHolders: boolean }) => Promise<PortList>;
  readonly #everyMs: number;
  readonly #listeners = new Set<(list: PortList) => void>();
  readonly #kept = new Map<string, PortInfo>();
  #system: PortList = { ports: [], hints: [] };
  #latest: PortList = this.#system;
  #looking: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #looks = 0;

  constructor({ list = listPorts, everyMs = EVERY_MS }: PortWatchOptions = {}) {
    this.#list = list;
    this.#everyMs = everyMs;
  }

  get latest(): PortList {
    return this.#latest;
  }

  /** Looks now. */
  async refresh(): Promise<PortList> {
    await this.#looking;
    await this.#look(true);
    return this.#latest;
  }

  /** Told of each change; looked for while there is a listener. */
  onChange(listener: (list: PortList) => void): () => void {
    this.#listeners.add(listener);
    this.#plan(0);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#stop();
    };
  }

  /** Keeps a port in the list, as gone while it is not there: one that is open, or was. */
  keep(port: PortInfo): void {
    this.#kept.set(port.path, port);
    this.#publish();
  }

  /** Takes back `keep`. */
  drop(path: string): void {
    this.#kept.delete(path);
    this.#publish();
  }

  /** The adapter where it is plugged in now, by whichever name; of several alike the one with the same name. */
  find({ deviceKey, path }: Pick<PortInfo, 'deviceKey' | 'path'>): PortInfo | undefined {
    const same = this.#system.ports.filter((port) => port.deviceKey === deviceKey);
    return same.find((port) => port.path === path) ?? same[0];
  }

  /** What is known of a path: from the list, from what is kept, or that it was typed. */
  info(path: string): PortInfo {
    const known = this.#latest.ports.find((port) => port.path === path) ?? this.#kept.get(path);
    return known ?? { path, origin: 'typed', name: path, deviceKey: path, isGone: false };
  }

  close(): void {
    this.#listeners.clear();
    this.#stop();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #plan(afterMs: number): void {
    if (this.#timer !== undefined || this.#listeners.size === 0) return;
    const timer = setTimeout(() => {
      void this.#look(this.#looks % HOLDERS_EVERY === 0).then(() => {
        if (this.#timer !== timer) return;
        this.#timer = undefined;
        this.#plan(this.#everyMs);
      });
    }, afterMs);
    timer.unref();
    this.#timer = timer;
  }

  /** One look at a time: a system that answers slowly is not asked again meanwhile. */
  #look(withHolders: boolean): Promise<void> {
    this.#looking ??= this.#lookNow(withHolders).finally(() => (this.#looking = undefined));
    return this.#looking;
  }

  async #lookNow(withHolders: boolean): Promise<void> {
    this.#looks += 1;
    const list = await this.#list({ withHolders });
    this.#system = withHolders ? list : withHoldersOf(this.#system, list);
    this.#publish();
  }

  #publish(): void {
    const { ports, ...rest } = this.#system;
    const isThere = (kept: PortInfo): boolean =>
      ports.some(({ path, deviceKey }) => path === kept.path || deviceKey === kept.deviceKey);
    const gone = [...this.#kept.values()]
      .filter((kept) => kept.origin === 'listed' && !isThere(kept))
      .map((kept) => ({ ...kept, isGone: true }));
    const next = { ...rest, ports: [...ports, ...gone] };
    if (JSON.stringify(next) === JSON.stringify(this.#latest)) return;
    this.#latest = next;
    for (const listener of this.#listeners) listener(next);
  }
}

/** Between two looks at who has which port, what was seen last is true. */
function withHoldersOf(before: PortList, list: PortList): PortList {
  const busy = new Map(before.ports.map(({ path, busyWith }) => [path, busyWith]));
  return {
    ...list,
    ports: list.ports.map((port) => {
      const busyWith = busy.get(port.path);
      return busyWith === undefined ? port : { ...port, busyWith };
    }),
  };
}
