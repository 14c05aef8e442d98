import type { Listening } from '../../../shared/session/listening.ts';
import type { FrontDoor } from './frontDoor.ts';

/** A technician plugs the cable in while the program runs: the new address shows within this time. */
const LOOK_MS = 3000;

/** The addresses of the front door as the network cards come and go. */
export class NetworkWatch {
  #current: Listening;
  readonly #listeners = new Set<(listening: Listening) => void>();
  readonly #timer: NodeJS.Timeout;

  constructor(frontDoor: FrontDoor) {
    this.#current = frontDoor.listening;
    this.#timer = setInterval(() => this.#look(frontDoor.readAddresses()), LOOK_MS).unref();
  }

  current(): Listening {
    return this.#current;
  }

  onChange(listener: (listening: Listening) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #look(seen: Listening): void {
    if (JSON.stringify(seen) === JSON.stringify(this.#current)) return;
    this.#current = seen;
    for (const listener of this.#listeners) listener(seen);
  }
}
