import type { Random } from './random.ts';

/** Above this state of charge the battery takes less and less. */
const TAPER_FROM_PERCENT = 80;
const CHARGE_EFFICIENCY = 0.92;
const LEAST_CURRENT_A = 6;

/** The car at the cable: a battery that fills up. */
export class Car {
  readonly capacityWh: number;
  readonly #maxCurrentA: number;
  #socPercent: number;

  constructor(maxCurrentA: number, random: Random) {
    this.#maxCurrentA = maxCurrentA;
    this.capacityWh = Math.round(random.between(42, 82)) * 1000;
    this.#socPercent = Math.round(random.between(18, 56));
  }

  get socPercent(): number {
    return this.#socPercent;
  }

  get isFull(): boolean {
    return this.#socPercent >= 100;
  }

  /** Current per phase that the car would draw; it stops below what IEC 61851 can signal. */
  wantedCurrentA(): number {
    if (this.isFull) return 0;
    if (this.#socPercent <= TAPER_FROM_PERCENT) return this.#maxCurrentA;
    const rest = (100 - this.#socPercent) / (100 - TAPER_FROM_PERCENT);
    return Math.max(LEAST_CURRENT_A, this.#maxCurrentA * (0.15 + 0.85 * rest));
  }

  take(energyWh: number): void {
    this.#socPercent = Math.min(
      100,
      this.#socPercent + (energyWh * CHARGE_EFFICIENCY * 100) / this.capacityWh,
    );
  }
}
