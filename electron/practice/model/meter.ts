import type { Random } from './random.ts';

export type PerPhase = readonly [number, number, number];

const RAMP_UP_A_PER_S = 2.2;
const RAMP_DOWN_A_PER_S = 8;
const AMBIENT_CELSIUS = 19;
const WARMING_CELSIUS = 21;
const WARMING_TIME_S = 420;

/**
 * The meter of one connector: three phases, and a register that counts for the life of the station. Power is what
 * voltage and current make, energy is power over time, so that the figures agree with each other as they do in life.
 */
export class Meter {
  registerWh: number;
  currentsA: PerPhase = [0, 0, 0];
  voltagesV: PerPhase;
  temperatureCelsius = AMBIENT_CELSIUS;
  readonly #ratedCurrentA: number;
  #setpointA = 0;

  constructor(ratedCurrentA: number, random: Random) {
    this.#ratedCurrentA = ratedCurrentA;
    this.registerWh = Math.round(random.between(120_000, 4_200_000));
    this.voltagesV = [random.between(229, 232), random.between(228, 232), random.between(229, 233)];
  }

  get powerW(): number {
    return this.currentsA.reduce((sum, current, phase) => sum + current * (this.voltagesV[phase] ?? 0), 0);
  }

  /** Lets time pass while the car may draw `allowedA` per phase. Answers with the energy that flowed. */
  advance(elapsedS: number, allowedA: number, random: Random): number {
    const step = (allowedA > this.#setpointA ? RAMP_UP_A_PER_S : RAMP_DOWN_A_PER_S) * elapsedS;
    const before = this.powerW;
    this.#setpointA =
      allowedA > this.#setpointA
        ? Math.min(allowedA, this.#setpointA + step)
        : Math.max(allowedA, this.#setpointA - step);
    const drawn = this.#setpointA;
    const noisy = (): number => Math.max(0, drawn * (1 + random.between(-0.006, 0.003)));
    this.currentsA = drawn < 0.5 ? [0, 0, 0] : [noisy(), noisy(), noisy()];
    this.voltagesV = [this.#voltage(0, random), this.#voltage(1, random), this.#voltage(2, random)];
    this.#warm(elapsedS);
    const energyWh = ((before + this.powerW) / 2) * (elapsedS / 3600);
    this.registerWh += energyWh;
    return energyWh;
  }

  cut(): void {
    this.#setpointA = 0;
    this.currentsA = [0, 0, 0];
  }

  /** The grid breathes a little and sags under load. */
  #voltage(phase: 0 | 1 | 2, random: Random): number {
    const rest = 231 - phase * 0.4 - this.#setpointA * 0.06;
    const drift = (this.voltagesV[phase] - rest) * 0.8;
    return rest + drift + random.between(-0.3, 0.3);
  }

  #warm(elapsedS: number): void {
    const target = AMBIENT_CELSIUS + WARMING_CELSIUS * (this.#setpointA / this.#ratedCurrentA) ** 2;
    this.temperatureCelsius +=
      (target - this.temperatureCelsius) * (1 - Math.exp(-elapsedS / WARMING_TIME_S));
  }
}
