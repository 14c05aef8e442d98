import type { PracticeCapability, PracticePort } from '../../../shared/practice/practiceCharger.ts';
import { ContractError } from '../../../shared/contract/failure.ts';

/** Practice chargers on a cable, each behind a TCP port of this computer that stands for the cable. */
export class PracticePorts {
  readonly #capability: PracticeCapability;
  readonly #running = new Map<string, PracticePort>();

  constructor(capability: PracticeCapability) {
    this.#capability = capability;
  }

  /** Those that run, by their paths. */
  list(): PracticePort[] {
    return [...this.#running.values()];
  }

  async start(device: PracticePort['device']): Promise<{ path: string }> {
    const port = await this.#capability.startPort({ device });
    this.#running.set(port.path, port);
    return { path: port.path };
  }

  /** Fails with `not-found`. */
  async stop(path: string): Promise<void> {
    const port = this.#running.get(path);
    if (port === undefined) throw new ContractError('not-found', `No practice charger is at ${path}.`);
    this.#running.delete(path);
    await port.stop();
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((path) => this.stop(path)));
  }
}
