import type { ModbusProfile } from '../../../../../shared/service-port/profile/modbusProfile.ts';
import type { DriverEvents } from '../chargerDriver.ts';
import type { ModbusBus } from './modbusBus.ts';
import type { RegisterMap } from './registerMap.ts';
import { untilOver } from './untilOver.ts';

/** So many in a row without success, and the technician is told. */
const MOST_FAILED = 3;

export interface HeartbeatOptions {
  bus: ModbusBus;
  rule: NonNullable<ModbusProfile['heartbeat']>;
  map: Pick<RegisterMap, 'wire'>;
  unit: number;
  events: Pick<DriverEvents, 'onBanner'>;
  /** While somebody else is master of the bus, the heartbeat is the other one's. */
  isAllowed: () => boolean;
}

/** Writes what keeps a device from falling back, as long as the port is open; the banner says so. */
export class Heartbeat {
  readonly #options: HeartbeatOptions;
  readonly #stopped = new AbortController();
  readonly done: Promise<void>;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
    const { rule, map, events } = options;
    events.onBanner({
      code: 'heartbeat',
      level: 'info',
      sentence: `Kerbside writes ${rule.value} to register ${map.wire(rule.addr)} every ${rule.everyMs / 1000} s while this port is open. ${rule.meaning}`,
    });
    this.done = this.#beat();
  }

  stop(): void {
    const { onBanner } = this.#options.events;
    this.#stopped.abort();
    for (const code of ['heartbeat', 'heartbeat-trouble']) onBanner({ code, level: 'none' });
  }

  async #beat(): Promise<void> {
    const { rule, isAllowed } = this.#options;
    let failed = 0;
    try {
      for (;;) {
        if (isAllowed()) failed = await this.#once(failed);
        await untilOver(rule.everyMs, this.#stopped.signal);
      }
    } catch {
      // Stopped, or the line is lost: either way whoever has the driver knows, and there is nothing left to keep alive.
    }
  }

  async #once(failed: number): Promise<number> {
    const { bus, rule, map, unit, events } = this.#options;
    const address = map.wire(rule.addr);
    const exchange = await bus.ask(
      rule.fc === 6
        ? { functionCode: 6, address, value: rule.value }
        : { functionCode: 16, address, registers: [rule.value] },
      { unit, signal: this.#stopped.signal },
    );
    // The answer itself may have told that the device started anew.
    if (this.#stopped.signal.aborted) return 0;
    if (exchange.kind === 'answer') {
      if (failed >= MOST_FAILED) events.onBanner({ code: 'heartbeat-trouble', level: 'none' });
      return 0;
    }
    if (failed + 1 === MOST_FAILED)
      events.onBanner({
        code: 'heartbeat-trouble',
        level: 'warning',
        sentence: `The last ${MOST_FAILED} heartbeats were not acknowledged. The device may fall back to its safe state.`,
        remedy: 'Identify the device again; look at the cable and at the unit number.',
      });
    return failed + 1;
  }
}
