import type { FirmwareUpdate } from '../../../shared/files/firmwareUpdate.ts';
import type { OcppVersion } from '../../../shared/ocpp/version.ts';
import type { Outcome } from '../../../shared/station/outcome.ts';
import { recordedSteps } from '../files/recordedSteps.ts';
import type { Offer } from '../files/transfers/offer.ts';
import type { Recorder } from '../trace/store/newRecord.ts';
import { downloadNews } from './downloadNews.ts';
import { readFirmwareAnswer } from './firmwareAnswer.ts';
import type { FirmwareAction } from './firmwareRequest.ts';
import { advance } from './story/advance.ts';
import { nextLookAt } from './story/onTime.ts';
import type { CancelReason, UpdateEvent, UpdateTimes } from './story/updateEvent.ts';

export interface RunningUpdateLinks {
  times: UpdateTimes;
  recorder: Recorder;
  version: OcppVersion | undefined;
  /** To be written to the session file. */
  save: (update: FirmwareUpdate) => void;
  onChange: (update: FirmwareUpdate) => void;
}

/** How a station is asked. */
export interface Asking {
  actions: readonly FirmwareAction[];
  hasId: (action: FirmwareAction) => boolean;
  isSigned: (action: FirmwareAction) => boolean;
  /** Sends a request; never rejects. */
  ask: (action: FirmwareAction) => Promise<Outcome>;
  /** The station does not know a request. */
  onUnknown: (action: FirmwareAction) => void;
}

/** What `setTimeout` can wait for. */
const LONGEST_MS = 2 ** 31 - 1;

/** An update that may still change: what happens goes into its story, and from there into the trace. */
export class RunningUpdate {
  readonly #links: RunningUpdateLinks;
  #offer: Offer | undefined;
  #update: FirmwareUpdate;
  #addressTimer: NodeJS.Timeout | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(update: FirmwareUpdate, links: RunningUpdateLinks) {
    this.#update = update;
    this.#links = links;
    links.save(update);
  }

  get update(): FirmwareUpdate {
    return this.#update;
  }

  /** The file is handed out from here on; `location` is how its address is shown. */
  serve(offer: Offer, more: Pick<FirmwareUpdate, 'location'>): void {
    const { addressMs } = this.#links.times;
    this.#offer = offer;
    this.#update = { ...this.#update, ...more, isOpen: true };
    offer.on((event) => this.apply(downloadNews(event, offer)));
    const goodMs = addressMs + Math.max(0, (this.#update.retrieveAt ?? 0) - Date.now());
    const end = (): void => {
      this.apply({ type: 'address-over', at: Date.now() });
      offer.cancel();
    };
    this.#addressTimer = setTimeout(end, Math.min(goodMs, LONGEST_MS)).unref();
  }

  /** Asks with one request after the other until the station knows one. */
  async ask({ actions, hasId, isSigned, ask, onUnknown }: Asking): Promise<void> {
    const { requestId } = this.#update;
    for (const [index, action] of actions.entries()) {
      const id = hasId(action) && requestId !== undefined ? { requestId } : {};
      this.apply({
        type: 'asked',
        at: Date.now(),
        action,
        ...id,
        isSecond: index > 0,
        isSigned: isSigned(action),
      });
      const outcome = await ask(action);
      if (this.#update.state === 'cancelled') return;
      const answer = readFirmwareAnswer(outcome);
      const isUnknown = answer.type === 'not-known';
      const hasOther = isUnknown && index + 1 < actions.length;
      const { requestSeq, responseSeq } = outcome;
      this.apply({
        type: 'answered',
        at: Date.now(),
        answer,
        ...(requestSeq === undefined ? {} : { requestSeq }),
        ...(responseSeq === undefined ? {} : { responseSeq }),
        hasOther,
      });
      if (isUnknown) onUnknown(action);
      if (!hasOther) return;
    }
  }

  apply(event: UpdateEvent): void {
    const before = event.type === 'status' ? this.#counted() : this.#update;
    const after = this.#recorded(before, advance(before, event, this.#links.times));
    if (after === before) return this.#look();
    this.#update = after;
    const isTold = after.steps !== before.steps || after.state !== before.state;
    if (isTold || after.isOpen !== before.isOpen || after.status !== before.status) this.#links.save(after);
    this.#look();
    this.#links.onChange(after);
    // Nobody needs to fetch what is installed, and what is refused is not fetched.
    const isOver = ['verified', 'published'].includes(after.state) || after.failedAt?.stage === 'request';
    if (after.isOpen && isOver) this.#offer?.cancel();
  }

  /** With the bytes that have left by now: progress is told only now and then, and what a station says is held against it. */
  #counted(): FirmwareUpdate {
    const { coveredBytes = 0 } = this.#offer ?? {};
    return coveredBytes > this.#update.coveredBytes ? { ...this.#update, coveredBytes } : this.#update;
  }

  /** The file is not handed out any more. */
  cancel(why: CancelReason): void {
    this.apply({ type: 'cancelled', at: Date.now(), why });
    this.#offer?.cancel();
    clearTimeout(this.#addressTimer);
  }

  /** Nothing more is told. */
  stop(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#addressTimer);
  }

  #recorded(before: FirmwareUpdate, after: FirmwareUpdate): FirmwareUpdate {
    const { stationId } = after;
    const { recorder, version } = this.#links;
    return recordedSteps(before, after, {
      recorder,
      stationId,
      version,
      direction: 'out',
      about: 'Firmware',
    });
  }

  #look(): void {
    clearTimeout(this.#timer);
    if (!this.#update.isOpen) clearTimeout(this.#addressTimer);
    const at = nextLookAt(this.#update, this.#links.times);
    if (at === undefined) return;
    const wait = Math.min(Math.max(1, at - Date.now()), LONGEST_MS);
    this.#timer = setTimeout(() => this.apply({ type: 'tick', at: Date.now() }), wait).unref();
  }
}
