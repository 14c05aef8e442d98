import type { WantedChange } from '../../../shared/configuration/change.ts';
import { ContractError } from '../../../shared/contract/failure.ts';
import { isSameKey } from '../../../shared/ocpp/configuration/keySpelling.ts';
import { cableStation } from '../../../shared/service-port/cableStation.ts';
import type { PortState } from '../../../shared/service-port/portState.ts';
import type { Station } from '../../../shared/station/station.ts';
import type { Cables } from '../configuration/sources/port/cables.ts';
import type { PortItems } from '../configuration/sources/port/portSource.ts';
import type { ServicePorts } from './session/servicePorts.ts';
import { WriteHeldBack, writeRefusal } from './session/writeRefusal.ts';

/** The chargers behind the open ports, as their configuration sees them. */
export class PortCables implements Cables {
  readonly #ports: ServicePorts;

  constructor(ports: ServicePorts) {
    this.#ports = ports;
  }

  find(cableId: string): Station | undefined {
    const state = this.#stateOf(cableId);
    return state === undefined ? undefined : cableStation(state);
  }

  onChange(listener: (station: Station) => void): () => void {
    return this.#ports.onChange((state) => listener(cableStation(state)));
  }

  itemsOf(cableId: string): PortItems {
    const path = (): string => this.#open(cableId).port.path;
    return {
      items: () => this.#ports.items(path()),
      read: async (keys, signal) => this.#ports.read(path(), keys, signal),
      write: async ({ address, value }, context) => {
        try {
          return await this.#ports.write(path(), address, value, context);
        } catch (error) {
          if (!(error instanceof WriteHeldBack)) throw error;
          return { verdict: 'held-back', sentence: [error.message, error.hint].filter(Boolean).join(' ') };
        }
      },
    };
  }

  check(cableId: string, changes: readonly WantedChange[], isConfirmed: boolean): void {
    const { isCharging, port } = this.#open(cableId);
    const items = this.#ports.items(port.path);
    for (const { address } of changes) {
      const item = items.find(({ key }) => isSameKey(key, address));
      const refusal = item === undefined ? undefined : writeRefusal(item, isCharging, isConfirmed);
      if (refusal !== undefined) throw refusal;
    }
  }

  /** The same charger may have been on several ports in turn. */
  #stateOf(cableId: string): PortState | undefined {
    const own = this.#ports.states().filter((state) => state.cableId === cableId);
    return own.find(({ phase }) => phase === 'ready' || phase === 'transfer') ?? own.at(-1);
  }

  /** Fails with `unavailable`. */
  #open(cableId: string): PortState {
    const state = this.#stateOf(cableId);
    if (state?.phase === 'ready' || state?.phase === 'transfer') return state;
    throw new ContractError('unavailable', 'The port of this charger is not open.', {
      hint: 'Open it again.',
    });
  }
}
