import { NoiseMeter } from '../../../../shared/service-port/lines/noiseMeter.ts';
import type { DriverEvents } from './chargerDriver.ts';

/** More than this makes no text: the rate or the parity is wrong (SERVICE-PORT §4.5). */
const TOO_MUCH = 0.3;
/** Below this the line is good again. */
const LITTLE = 0.1;

/** Tells when too much of what comes over a line of text makes no text, and when it does again. */
export class NoiseWatch {
  readonly #onBanner: DriverEvents['onBanner'];
  readonly #meter = new NoiseMeter();
  #isTold = false;

  constructor(onBanner: DriverEvents['onBanner']) {
    this.#onBanner = onBanner;
  }

  add(bytes: Uint8Array): void {
    this.#meter.add(bytes);
    const { share } = this.#meter;
    if (share === undefined) return;
    if (!this.#isTold && share > TOO_MUCH) {
      this.#isTold = true;
      this.#onBanner({
        code: 'noise',
        level: 'warning',
        sentence: `${Math.round(share * 100)} % of what comes makes no text: the rate or the format is probably wrong, or the line is bad.`,
        remedy: 'Let the line rate be detected, and check ground and cable.',
      });
    } else if (this.#isTold && share < LITTLE) {
      this.#isTold = false;
      this.#onBanner({ code: 'noise', level: 'none' });
    }
  }
}
