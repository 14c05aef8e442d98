import type { Visit } from './visit.ts';

export interface WaitingLimits {
  /** Connections beyond this number make room: the oldest goes, if it has had `graceMs`. */
  usual: number;
  graceMs: number;
  /** Beyond this number the oldest goes, however young. */
  most: number;
}

export const WAITING_LIMITS: WaitingLimits = { usual: 256, graceMs: 3000, most: 2048 };

/** Connections that have not said yet who they are. However many there are, they cost a bounded amount of memory. */
export class WaitingRoom {
  readonly #limits: WaitingLimits;
  /** Oldest first. */
  readonly #visits = new Set<Visit>();

  constructor(limits: WaitingLimits) {
    this.#limits = limits;
  }

  get size(): number {
    return this.#visits.size;
  }

  enter(visit: Visit): void {
    this.#visits.add(visit);
    const { usual, graceMs, most } = this.#limits;
    if (this.#visits.size <= usual) return;
    const [oldest] = this.#visits;
    if (oldest === undefined) return;
    if (this.#visits.size > most || visit.at - oldest.at >= graceMs) this.#dismiss(oldest);
  }

  leave(visit: Visit): void {
    this.#visits.delete(visit);
  }

  #dismiss(visit: Visit): void {
    this.#visits.delete(visit);
    visit.dismiss({
      stage: visit.encryption === undefined ? 'tcp' : 'tls',
      ok: false,
      code: 'too-many-waiting',
      sentence: 'Dropped to make room: too many connections were waiting that had not said who they are.',
      remedy:
        'Look for a device that opens connections without end: a port scanner, or a charger with a fault.',
    });
    visit.socket.destroy();
  }
}
