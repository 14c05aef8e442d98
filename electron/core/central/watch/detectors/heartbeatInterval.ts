import { integerOf, objectOf } from '../../../../../shared/payloadFields.ts';
import { spanWords } from '../timeWords.ts';
import { statusOf } from '../outcomeStatus.ts';
import type { Detection, Detector, StationEvent } from '../detector.ts';
import { found } from '../found.ts';

const IN_A_ROW = 3;
/** Half as long or twice as long is no matter of rounding. */
const FACTOR = 2;

/** Heartbeats at another interval than the boot was answered with. */
export class HeartbeatIntervalDetector implements Detector {
  readonly interest = {
    calls: ['Heartbeat', 'StatusNotification', 'MeterValues', 'TransactionEvent', 'Authorize'],
    answered: ['BootNotification'],
    outcomes: ['ChangeConfiguration', 'SetVariables', 'TriggerMessage'],
    others: ['connected'],
  } as const;
  #askedS: number | undefined;
  #lastAt: number | undefined;
  #hadOthers = false;
  #often = 0;
  #seldom = 0;

  observe(event: StationEvent): Detection | undefined {
    switch (event.type) {
      case 'answered':
        this.#askedS = integerOf(event.answer?.['interval'] ?? event.answer?.['heartbeatInterval']);
        this.#forget();
        return undefined;
      case 'outcome':
        this.#ended(event);
        return undefined;
      case 'connected':
        this.#forget();
        return undefined;
      case 'call':
        if (event.action === 'Heartbeat') return this.#beat(event.at);
        this.#hadOthers = true;
        return undefined;
      default:
        return undefined;
    }
  }

  #ended({ payload, outcome }: Extract<StationEvent, { type: 'outcome' }>): void {
    this.#forget();
    const fields = objectOf(payload);
    // What a variable of 2.x is set to is not followed; the next boot tells.
    if (outcome.action === 'SetVariables') this.#askedS = undefined;
    if (fields['key'] === 'HeartbeatInterval' && statusOf(outcome) === 'Accepted') {
      this.#askedS = integerOf(fields['value']);
    }
  }

  #beat(at: number): Detection | undefined {
    const gapS = this.#lastAt === undefined ? undefined : (at - this.#lastAt) / 1000;
    const asked = this.#askedS;
    if (gapS !== undefined && asked !== undefined && asked > 0) {
      this.#often = gapS < asked / FACTOR ? this.#often + 1 : 0;
      // Other messages may stand in for a heartbeat (OCPP 1.6 §4.6).
      this.#seldom = gapS > asked * FACTOR && !this.#hadOthers ? this.#seldom + 1 : 0;
    }
    this.#lastAt = at;
    this.#hadOthers = false;
    if (Math.max(this.#often, this.#seldom) < IN_A_ROW || gapS === undefined || asked === undefined) {
      return undefined;
    }
    const how = this.#often >= IN_A_ROW ? 'more often' : 'more seldom';
    return {
      findings: [
        found(
          'warning',
          'heartbeat-interval',
          `The station sends heartbeats ${gapS < 1 ? 'several times a second' : `every ${spanWords(gapS * 1000)}`}, ${how} than the ${asked} s that it was told at its boot.`,
          {
            clause: 'OCPP 1.6 §4.2',
            remedy:
              'It ignores the interval of our answer. Set HeartbeatInterval with ChangeConfiguration, and see whether that holds.',
            offer: {
              label: 'ChangeConfiguration HeartbeatInterval',
              action: 'ChangeConfiguration',
              payload: JSON.stringify({ key: 'HeartbeatInterval', value: String(asked) }, undefined, 2),
            },
          },
        ),
      ],
    };
  }

  #forget(): void {
    this.#lastAt = undefined;
    this.#often = 0;
    this.#seldom = 0;
  }
}
