import { ContractError } from '../../../shared/contract/failure.ts';
import type { OcppVersion, Transport } from '../../../shared/ocpp/version.ts';
import type {
  PracticeAct,
  PracticeCapability,
  PracticeCharger,
  PracticeState,
} from '../../../shared/practice/practiceCharger.ts';

export interface StartPractice {
  version: OcppVersion;
  /** Default `json`; 1.5 knows only `soap`. */
  transport?: Transport | undefined;
  stationId?: string | undefined;
  plug?: boolean | undefined;
}

/** The practice chargers that run in this process, started by a click and connected over the real port. */
export class PracticeChargers {
  readonly #capability: PracticeCapability;
  readonly #centralSystemUrl: (transport: Transport) => string;
  readonly #running = new Map<string, { charger: PracticeCharger; unlisten: () => void }>();
  readonly #listeners = new Set<(states: PracticeState[]) => void>();

  constructor(capability: PracticeCapability, centralSystemUrl: (transport: Transport) => string) {
    this.#capability = capability;
    this.#centralSystemUrl = centralSystemUrl;
  }

  states(): PracticeState[] {
    return [...this.#running.values()].map(({ charger }) => charger.state());
  }

  onChange(listener: (states: PracticeState[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Without an id the next free `PRACTICE-n` is taken. Fails with `conflict` when the id runs already. */
  async start({ version, transport: wanted, stationId, plug }: StartPractice): Promise<PracticeState> {
    const starter = await this.#capability.load();
    const transport = version === '1.5' ? 'soap' : (wanted ?? 'json');
    const id = stationId ?? this.#freeId();
    if (this.#running.has(id)) {
      throw new ContractError('conflict', `The practice charger ${id} is running already.`);
    }
    const charger = starter.start({
      url: this.#centralSystemUrl(transport),
      stationId: id,
      version,
      transport,
      plug: plug ?? false,
    });
    this.#running.set(id, { charger, unlisten: charger.onChange(() => this.#announce()) });
    this.#announce();
    return charger.state();
  }

  async stop(stationId: string): Promise<void> {
    const { charger, unlisten } = this.#find(stationId);
    unlisten();
    this.#running.delete(stationId);
    await charger.stop();
    this.#announce();
  }

  async act(stationId: string, act: PracticeAct, connectorId?: number): Promise<void> {
    await this.#find(stationId).charger.act(act, connectorId);
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((id) => this.stop(id)));
  }

  #find(stationId: string): { charger: PracticeCharger; unlisten: () => void } {
    const running = this.#running.get(stationId);
    if (running === undefined) {
      throw new ContractError('not-found', `No practice charger ${stationId} is running.`);
    }
    return running;
  }

  #freeId(): string {
    let number = 1;
    while (this.#running.has(`PRACTICE-${number}`)) number += 1;
    return `PRACTICE-${number}`;
  }

  #announce(): void {
    const states = this.states();
    for (const listener of this.#listeners) listener(states);
  }
}
