import type { Capabilities } from '../../../../shared/service-port/capability.ts';
import type { LogTrouble } from '../../../../shared/service-port/lines/logTrouble.ts';
import {
  DEFAULT_LINE,
  type LineSettings,
  type LineSignals,
} from '../../../../shared/service-port/lineSettings.ts';
import type { PortIdentity } from '../../../../shared/service-port/portIdentity.ts';
import type { PortInfo } from '../../../../shared/service-port/portInfo.ts';
import type {
  PortBanner,
  PortFailure,
  PortPhase,
  PortState,
} from '../../../../shared/service-port/portState.ts';

/** What changes about a port while it is used; what is undefined is not known. */
export interface PortFacts {
  phase: PortPhase;
  line: LineSettings;
  signals: LineSignals;
  profileId: string | undefined;
  unit: number | undefined;
  identity: PortIdentity | undefined;
  capabilities: Capabilities | undefined;
  isCharging: boolean | undefined;
  failure: PortFailure | undefined;
  openedAt: number | undefined;
}

export interface PortStatusOptions {
  info: () => PortInfo;
  names: () => Pick<PortState, 'cableId' | 'stationId' | 'isLinked'>;
  traffic: () => { in: number; out: number };
  busyWith: () => string | undefined;
  /** At most once in a turn of the event loop. */
  onChange: (state: PortState) => void;
}

const TRAFFIC_MS = 500;

/** Causes that are shown at once: a log that tells everything tells nothing. */
const MOST_TROUBLES = 3;
/** What the codes of all of them begin with. */
const TROUBLE = 'log-';

/** What is known of a port. Banners are the line's: another connection begins without them. */
export class PortStatus {
  readonly #options: PortStatusOptions;
  readonly #banners = new Map<string, PortBanner>();
  #facts: PortFacts = {
    phase: 'closed',
    line: DEFAULT_LINE,
    signals: {},
    profileId: undefined,
    unit: undefined,
    identity: undefined,
    capabilities: undefined,
    isCharging: undefined,
    failure: undefined,
    openedAt: undefined,
  };
  #isTold = true;
  #isTrafficTold = true;
  #isEnded = false;

  constructor(options: PortStatusOptions) {
    this.#options = options;
  }

  get facts(): Readonly<PortFacts> {
    return this.#facts;
  }

  update(facts: Partial<PortFacts>): void {
    this.#facts = { ...this.#facts, ...facts };
    this.changed();
  }

  banner(banner: PortBanner | { code: string; level: 'none' }): void {
    if (banner.level === 'none') this.#banners.delete(banner.code);
    else this.#banners.set(banner.code, banner);
    this.changed();
  }

  /**
   * What the device printed is shown with the record of the first time; of many, the latest are shown. Answers with false while a file is
   * transferred: its lines are nothing that the device says.
   */
  trouble({ code, severity, message, remedy }: LogTrouble, seq: number): boolean {
    if (this.#facts.phase === 'transfer') return false;
    if (this.#banners.has(code)) return true;
    const shown = [...this.#banners.keys()].filter((one) => one.startsWith(TROUBLE));
    for (const old of shown.slice(0, Math.max(0, shown.length + 1 - MOST_TROUBLES)))
      this.#banners.delete(old);
    const level = severity === 'error' ? 'problem' : severity;
    this.banner({ code, level, sentence: `${message} It printed so.`, remedy, seq });
    return true;
  }

  /** The records that show them are in another file. */
  clearTroubles(): void {
    for (const code of this.#banners.keys()) if (code.startsWith(TROUBLE)) this.#banners.delete(code);
    this.changed();
  }

  clearBanners(): void {
    this.#banners.clear();
    this.changed();
  }

  changed(): void {
    if (!this.#isTold) return;
    this.#isTold = false;
    setImmediate(() => {
      this.#isTold = true;
      if (!this.#isEnded) this.#options.onChange(this.state());
    });
  }

  /** Nothing is told from here on. */
  end(): void {
    this.#isEnded = true;
  }

  /** Bytes crossed the line: told now and then while they do. */
  trafficChanged(): void {
    if (!this.#isTrafficTold) return;
    this.#isTrafficTold = false;
    setTimeout(() => {
      this.#isTrafficTold = true;
      this.changed();
    }, TRAFFIC_MS).unref();
  }

  state(): PortState {
    const { info, names, traffic, busyWith } = this.#options;
    const { phase, line, signals, ...rest } = this.#facts;
    const bytes = traffic();
    return {
      port: info(),
      phase,
      line,
      signals,
      ...names(),
      ...known({ ...rest, busyWith: busyWith() }),
      banners: [...this.#banners.values()],
      receivedBytes: bytes.in,
      sentBytes: bytes.out,
    };
  }
}

type Known<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without what is not known: fields of the contract are absent then. */
function known<T extends object>(facts: T): Known<T> {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Known<T>;
}
