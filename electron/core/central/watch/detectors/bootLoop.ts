import { objectOf, textOf } from '../../../../../shared/payloadFields.ts';
import { keptText } from '../keptText.ts';
import type { Detection, Detector, NewFinding, StationEvent } from '../detector.ts';
import { found } from '../found.ts';
import { spanWords } from '../timeWords.ts';

/** A boot this soon after the one before is no start of a computer that went well. */
const LOOP_GAP_MS = 3 * 60_000;
const LOOP_BOOTS = 3;
const DAY_MS = 24 * 3_600_000;
const OFTEN_BOOTS = 5;
const KEPT = 20;
/** How long after a command a boot is its consequence. */
const ASKED_MS = 5 * 60_000;

interface Boot {
  at: number;
  trigger: string | undefined;
}

/** Boots that nobody asked for: in a loop, with what comes before each, or just too many. */
export class BootLoop implements Detector {
  readonly interest = {
    calls: ['BootNotification'],
    answered: 'all',
    outcomes: 'all',
  } as const;
  readonly #boots: Boot[] = [];
  /** What happened last before a boot: made into words only when there is one. */
  #before: { what: string; name: string } | undefined;
  #askedAt = -Infinity;
  #wasAccepted = true;

  observe(event: StationEvent): Detection | undefined {
    if (event.type === 'answered') this.#answered(event);
    if (event.type === 'outcome') this.#sent(event);
    return event.type === 'call' ? this.#booted(event.at) : undefined;
  }

  #answered({ action, answer }: Extract<StationEvent, { type: 'answered' }>): void {
    if (action === 'BootNotification') {
      this.#wasAccepted = textOf(answer?.['status']) === 'Accepted';
      this.#before = undefined;
    } else if (action !== 'Heartbeat' && action !== 'StatusNotification') {
      this.#before = { what: 'our answer to', name: keptText(action, 60) };
    }
  }

  #sent({ at, outcome, payload }: Extract<StationEvent, { type: 'outcome' }>): void {
    const fields = objectOf(payload);
    const { action } = outcome;
    if (action === 'Reset' || action === 'UpdateFirmware' || action === 'SignedUpdateFirmware') {
      this.#askedAt = at;
    }
    if (action === 'TriggerMessage' && fields['requestedMessage'] === 'BootNotification') this.#askedAt = at;
    const key = textOf(fields['key']);
    const name = key === undefined ? action : `${action} ${key}`;
    this.#before = { what: 'the command', name: keptText(name, 100) };
  }

  #booted(at: number): Detection | undefined {
    const wasAsked = at - this.#askedAt < ASKED_MS;
    this.#askedAt = -Infinity;
    // Retries of a boot that is not accepted are as they should be.
    if (wasAsked || !this.#wasAccepted) return undefined;
    this.#boots.push({
      at,
      trigger: this.#before === undefined ? undefined : `${this.#before.what} ${this.#before.name}`,
    });
    if (this.#boots.length > KEPT) this.#boots.shift();
    const finding = this.#loop(at) ?? this.#often(at);
    return finding === undefined ? undefined : { findings: [finding] };
  }

  #loop(at: number): NewFinding | undefined {
    const latest = this.#boots.slice(-LOOP_BOOTS);
    const gaps = latest.slice(1).map((boot, index) => boot.at - (latest[index]?.at ?? 0));
    if (latest.length < LOOP_BOOTS || gaps.some((gap) => gap > LOOP_GAP_MS)) return undefined;
    const [, second] = latest;
    const isSame = latest.slice(1).every(({ trigger }) => trigger === second?.trigger);
    const trigger = isSame ? second?.trigger : undefined;
    const span = spanWords(at - (latest[0]?.at ?? at));
    const after = trigger === undefined ? '' : `, each time after ${trigger}`;
    return found(
      'error',
      'boot-loop',
      `The station boots over and over: ${LOOP_BOOTS} times within ${span}${after}.`,
      {
        clause: 'OCPP 1.6 §4.2',
        remedy:
          trigger === undefined
            ? 'Look at what comes right before each boot in the messages, and at its power supply. A boot that is repeated without a restart means that our answer was not understood.'
            : `Do not send that again, or change what is answered (answer policy) for one round, and see whether the loop ends. The records around each boot show what it choked on.`,
      },
    );
  }

  #often(at: number): NewFinding | undefined {
    const today = this.#boots.filter((boot) => at - boot.at < DAY_MS);
    if (today.length < OFTEN_BOOTS) return undefined;
    const span = spanWords(at - (today[0]?.at ?? at));
    return found(
      'warning',
      'boots-often',
      `The station restarted ${today.length} times within ${span}, and nobody asked for it.`,
      {
        remedy:
          'Check its supply voltage, its network (some restart when they lose it) and its firmware. Each restart sends what was kept once more.',
      },
    );
  }
}
