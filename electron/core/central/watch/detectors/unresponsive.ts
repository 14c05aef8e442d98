import { assertNever } from '../../../../../shared/assertNever.ts';
import { integerOf } from '../../../../../shared/payloadFields.ts';
import { Responsiveness } from '../../station/responsiveness.ts';
import type { Detection, Detector, StationEvent } from '../detector.ts';
import { found } from '../found.ts';
import { spanWords } from '../timeWords.ts';

/** A time-out is 30 s as long as nothing else is known. */
const USUAL_TIMEOUT_MS = 30_000;

/** Connections that work in one direction only. Each is told once for as long as it lasts. */
export class UnresponsiveDetector implements Detector {
  readonly interest = {
    calls: 'all',
    answered: ['BootNotification'],
    outcomes: 'all',
    others: ['connected', 'disconnected', 'ping', 'tick'],
  } as const;
  readonly #responsiveness = new Responsiveness();
  #isConnected = false;
  #intervalS: number | undefined;
  #told: string | undefined;

  observe(event: StationEvent): Detection | undefined {
    switch (event.type) {
      case 'connected':
        this.#isConnected = true;
        this.#told = undefined;
        this.#responsiveness.connected(event.at, event.transport);
        return undefined;
      case 'disconnected':
        this.#isConnected = false;
        return undefined;
      case 'call':
        this.#responsiveness.received(event.at);
        return undefined;
      case 'answered':
        this.#intervalS =
          integerOf(event.answer?.['interval'] ?? event.answer?.['heartbeatInterval']) ?? this.#intervalS;
        return undefined;
      case 'outcome':
        this.#ended(event);
        break;
      case 'ping':
        // A pong shows that the line is alive, though the charger may be deaf for commands.
        if (event.rttMs !== undefined) this.#responsiveness.received(event.at);
        break;
      case 'tick':
        this.#responsiveness.tick(event.at, this.#intervalS);
        break;
      case 'sent':
      case 'protest':
        return undefined;
      default:
        assertNever(event);
    }
    return this.#look(event.at);
  }

  #ended({ at, outcome, sentAt }: Extract<StationEvent, { type: 'outcome' }>): void {
    if (outcome.outcome === 'answered' || outcome.outcome === 'refused') {
      this.#responsiveness.received(at);
      this.#responsiveness.answered();
    }
    if (outcome.outcome === 'timed-out') this.#responsiveness.timedOut(sentAt ?? at - USUAL_TIMEOUT_MS);
  }

  #look(at: number): Detection | undefined {
    const state = this.#isConnected ? this.#responsiveness.state : undefined;
    if (state === this.#told) return undefined;
    this.#told = state;
    if (state === undefined) return undefined;
    return { findings: [state === 'deaf' ? this.#deaf() : this.#silent(at)] };
  }

  #deaf(): ReturnType<typeof found> {
    return found(
      'error',
      'station-deaf',
      `The station is deaf: it keeps sending, but left ${this.#responsiveness.unanswered} of our calls in a row without an answer.`,
      {
        clause: 'OCPP 1.6J §4.1.1',
        remedy:
          'Disconnect it, so that it comes back with a fresh connection; if it is deaf again at once, restart it. Some are deaf until their boot is accepted.',
      },
    );
  }

  #silent(at: number): ReturnType<typeof found> {
    const span = spanWords(at - this.#responsiveness.lastReceivedAt);
    return found(
      'error',
      'station-silent',
      `The connection is open, but nothing has come over it for ${span}, though it should have.`,
      {
        clause: 'OCPP 1.6 §4.6',
        remedy:
          'The line is half dead: cut off at the station’s end, or by a router in between that forgot it. Disconnect it, so that the station notices and comes back; check its modem or Wi-Fi.',
      },
    );
  }
}
