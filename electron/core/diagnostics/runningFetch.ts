import { LOG_KIND_WORDS, type LogAction } from '../../../shared/files/logKind.ts';
import type { DiagnosticsFetch } from '../../../shared/files/diagnosticsFetch.ts';
import type { OcppVersion } from '../../../shared/ocpp/version.ts';
import type { Outcome } from '../../../shared/station/outcome.ts';
import type { Recorder } from '../trace/store/newRecord.ts';
import { recordedSteps } from '../files/recordedSteps.ts';
import type { Expectation } from '../files/transfers/expectation.ts';
import { readLogAnswer } from './logAnswer.ts';
import { advance } from './story/advance.ts';
import type { FetchEvent, FetchTimes } from './story/fetchEvent.ts';
import { nextLookAt } from './story/onTime.ts';
import { uploadNews } from './uploadNews.ts';

export interface RunningFetchLinks {
  times: FetchTimes;
  recorder: Recorder;
  version: OcppVersion;
  /** To be written to the session file. */
  save: (fetch: DiagnosticsFetch) => void;
  onChange: (fetch: DiagnosticsFetch) => void;
  /** Sends a request; never rejects. */
  ask: (action: LogAction, signal: AbortSignal) => Promise<Outcome>;
  /** The station does not know a request. */
  onUnknown: (action: LogAction) => void;
}

/** A fetch whose address may still be used: what happens goes into its story, and from there into the trace. */
export class RunningFetch {
  readonly #links: RunningFetchLinks;
  readonly #expectation: Expectation;
  readonly #addressTimer: NodeJS.Timeout;
  readonly #abort = new AbortController();
  #fetch: DiagnosticsFetch;
  #timer: NodeJS.Timeout | undefined;

  constructor(fetch: DiagnosticsFetch, expectation: Expectation, links: RunningFetchLinks) {
    this.#fetch = fetch;
    this.#expectation = expectation;
    this.#links = links;
    expectation.on((event) => this.apply(uploadNews(event)));
    this.#addressTimer = setTimeout(() => expectation.cancel(), links.times.addressMs).unref();
  }

  get fetch(): DiagnosticsFetch {
    return this.#fetch;
  }

  /** Asks with one request after the other until the station knows one. */
  async ask(actions: readonly LogAction[]): Promise<void> {
    for (const [index, action] of actions.entries()) {
      const { requestId } = this.#fetch;
      const id = action === 'GetLog' && requestId !== undefined ? { requestId } : {};
      this.apply({ type: 'asked', at: Date.now(), action, ...id, isSecond: index > 0 });
      const outcome = await this.#links.ask(action, this.#abort.signal);
      if (this.#fetch.state === 'cancelled') return;
      const answer = readLogAnswer(action, outcome);
      const isUnknown = answer.type === 'not-known' || answer.type === 'no-answer';
      const isRefused = outcome.outcome === 'refused' || isUnknown;
      const hasOther = isRefused && index + 1 < actions.length && this.#fetch.state === 'asking';
      const { requestSeq, responseSeq } = outcome;
      this.apply({
        type: 'answered',
        at: Date.now(),
        answer,
        ...(requestSeq === undefined ? {} : { requestSeq }),
        ...(responseSeq === undefined ? {} : { responseSeq }),
        hasOther,
      });
      if (isUnknown) this.#links.onUnknown(action);
      if (!hasOther) return;
    }
  }

  apply(event: FetchEvent): void {
    const before = this.#fetch;
    const after = this.#recorded(before, advance(before, event, this.#links.times));
    if (after === before) return this.#look();
    this.#fetch = after;
    const isTold = after.steps !== before.steps || after.state !== before.state;
    if (isTold || after.isOpen !== before.isOpen || after.status !== before.status) this.#links.save(after);
    this.#look();
    this.#links.onChange(after);
  }

  /** Nobody waits for the file any more. */
  cancel(why: Extract<FetchEvent, { type: 'cancelled' }>['why']): void {
    this.apply({ type: 'cancelled', at: Date.now(), why });
    this.#abort.abort();
    this.#expectation.cancel();
    this.#clear();
  }

  #recorded(before: DiagnosticsFetch, after: DiagnosticsFetch): DiagnosticsFetch {
    const { stationId, kind } = after;
    const { recorder, version } = this.#links;
    return recordedSteps(before, after, {
      recorder,
      stationId,
      version,
      direction: 'in',
      about: LOG_KIND_WORDS[kind],
    });
  }

  #look(): void {
    clearTimeout(this.#timer);
    if (!this.#fetch.isOpen) clearTimeout(this.#addressTimer);
    const at = nextLookAt(this.#fetch, this.#links.times);
    if (at === undefined) return;
    const wait = Math.max(1, at - Date.now());
    this.#timer = setTimeout(() => this.apply({ type: 'tick', at: Date.now() }), wait).unref();
  }

  #clear(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#addressTimer);
  }
}
