import type { Json } from '../../../shared/json.ts';
import type { Outcome } from '../../../shared/station/outcome.ts';
import type { QuirkProfile } from '../../../shared/station/quirkProfile.ts';
import type { Recorder } from '../trace/store/newRecord.ts';
import { Answerer, type AnswerPolicy } from './answering/answerer.ts';
import type { StationHandle } from './station/stationHandle.ts';
import type { StationObserver } from './stationObserver.ts';
import type { SessionEvents, SessionSurroundings, StationSession } from './stationSession.ts';
import type { TransactionIds } from './transactionIds.ts';
import { DETECTORS } from './watch/detectors.ts';
import type { FindingLog } from './watch/findingLog.ts';
import { Readiness } from './watch/readiness.ts';
import { StationWatch } from './watch/stationWatch.ts';

export interface StationSurroundingsOptions {
  recorder: Recorder;
  log: (line: string) => void;
  findings: FindingLog;
  observers: readonly StationObserver[];
  transactionIds: TransactionIds;
  heartbeatIntervalS: number;
  profileOf: (stationId: string) => QuirkProfile;
  policyOf: ((stationId: string) => AnswerPolicy | undefined) | undefined;
}

/**
 * What the sessions of all stations are surrounded with: who makes their answers, who watches them, and who follows
 * what they tell.
 */
export class StationSurroundings {
  readonly readiness = new Readiness();
  readonly #options: StationSurroundingsOptions;
  readonly #watches = new Map<string, StationWatch>();

  constructor(options: StationSurroundingsOptions) {
    this.#options = options;
  }

  of(stationId: string, handle: StationHandle): SessionSurroundings {
    const { recorder, log, heartbeatIntervalS, transactionIds, profileOf, policyOf } = this.#options;
    const profile = (): QuirkProfile => profileOf(stationId);
    return {
      recorder,
      log,
      events: this.#observed(stationId, this.#watched(stationId, handle.sessionEvents())),
      answerer: new Answerer(
        () => ({ heartbeatIntervalS, transactionIds, timeFormat: profile().timeFormat }),
        policyOf?.(stationId),
      ),
      watch: this.watchOf(stationId),
      profile,
    };
  }

  /** The watch over a station, for as long as it is connected or the session file stays the same. */
  watchOf(stationId: string): StationWatch {
    let watch = this.#watches.get(stationId);
    if (watch === undefined) {
      const { findings, log } = this.#options;
      watch = new StationWatch(
        DETECTORS,
        (finding, at, seq) => findings.add(stationId, finding, at, seq),
        (error) => log(`${stationId}: watching: ${String(error)}`),
      );
      this.#watches.set(stationId, watch);
    }
    return watch;
  }

  /** Forgets the habits of stations that are not connected: another visit may be at another place. */
  enterFile(isConnected: (stationId: string) => boolean): void {
    for (const stationId of this.#watches.keys())
      if (!isConnected(stationId)) this.#watches.delete(stationId);
  }

  /** A session has begun, or has found out whose it is. */
  connected({ peer, opening }: StationSession, at: number): void {
    const { stationId, version, transport, traits } = peer;
    this.readiness.connected(stationId);
    this.watchOf(stationId).note({ type: 'connected', at, version, transport, ...traits, ...opening });
  }

  asking(stationId: string, action: string, payload: Json | undefined): void {
    for (const observer of this.#options.observers) observer.asking?.(stationId, action, payload);
  }

  asked(stationId: string, payload: Json | undefined, outcome: Outcome, sentAt: number): void {
    this.watchOf(stationId).note({ type: 'outcome', at: Date.now(), payload, outcome, sentAt });
    for (const observer of this.#options.observers) observer.asked?.(stationId, payload, outcome);
  }

  #observed(stationId: string, events: SessionEvents): SessionEvents {
    const { observers } = this.#options;
    if (observers.length === 0) return events;
    return {
      ...events,
      called: (call) => {
        events.called(call);
        for (const observer of observers) observer.called?.(stationId, call);
      },
      ended: (at, sentence) => {
        events.ended(at, sentence);
        for (const observer of observers) observer.left?.(stationId, at);
      },
    };
  }

  /** What a session tells goes to its watch and to who waits for it to be ready, too. */
  #watched(stationId: string, events: SessionEvents): SessionEvents {
    const watch = this.watchOf(stationId);
    return {
      ...events,
      called: (call) => {
        watch.note({ type: 'answered', ...call });
        if (call.action === 'BootNotification') this.readiness.booted(stationId, call.answer);
        events.called(call);
      },
      ended: (at, sentence) => {
        this.readiness.left(stationId);
        events.ended(at, sentence);
      },
    };
  }
}
