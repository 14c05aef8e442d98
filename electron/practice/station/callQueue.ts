import type { JsonObject } from '../../../shared/json.ts';
import type { Reply } from './link/exchange.ts';
import type { StationLink } from './link/stationLink.ts';
import type { StationClock } from './clock.ts';

export interface CallRequest {
  action: string;
  /** Made when the call leaves: a queued StopTransaction learns its transactionId only then. Nothing: not needed any more. */
  payload: (isLate: boolean) => JsonObject | undefined;
  /** Belongs to a transaction: survives a lost line and is tried again (OCPP 1.6 §4.10, 2.0.1 E13). */
  isKept?: boolean;
  /** Asked for by TriggerMessage: may leave although the station is not accepted yet (OCPP 1.6 §4.2). */
  isTriggered?: boolean;
  onReply?: (reply: Reply) => void;
}

interface Waiting extends CallRequest {
  queuedWhileOffline: boolean;
  attempts: number;
}

export interface CallQueueOptions {
  link: StationLink;
  clock: StationClock;
  nextId: () => string;
  mayLeave: (request: CallRequest) => boolean;
  attempts: () => number;
  retryIntervalS: () => number;
  /** A call leaves. */
  onLeave?: (id: string, action: string, payload: JsonObject) => void;
}

const CALL_TIMEOUT_MS = 30_000;
/** A station has finite memory: what does not fit is dropped, meter values in between first (OCPP 1.6 §4.10). */
const LONGEST_QUEUE = 1_000;

/** The station's calls: one is out at a time (OCPP-J 1.6 §4.1.1), the others wait in order. */
export class CallQueue {
  readonly #options: CallQueueOptions;
  readonly #waiting: Waiting[] = [];
  #open: { id: string; request: Waiting; cancelTimeout: () => void } | undefined;
  /** A transaction message is to be tried again: the others of its kind keep their order behind it. */
  #isPaused = false;
  #isStopped = false;

  constructor(options: CallQueueOptions) {
    this.#options = options;
  }

  get hasKept(): boolean {
    return this.#open?.request.isKept === true || this.#waiting.some((request) => request.isKept === true);
  }

  get isIdle(): boolean {
    return this.#open === undefined && this.#waiting.length === 0;
  }

  add(request: CallRequest): void {
    const isOffline = !this.#options.link.isOpen;
    if (this.#isStopped || (isOffline && request.isKept !== true)) {
      request.onReply?.({ kind: 'disconnected' });
      return;
    }
    if (this.#waiting.length >= LONGEST_QUEUE) this.#makeRoom();
    this.#waiting.push({ ...request, queuedWhileOffline: isOffline, attempts: 0 });
    this.pump();
  }

  /** Never rejects: what became of the call is in the reply. */
  call(action: string, payload: JsonObject): Promise<Reply> {
    return new Promise((resolve) => {
      this.add({ action, payload: () => payload, onReply: resolve });
    });
  }

  pump(): void {
    if (this.#open !== undefined || !this.#options.link.isOpen) return;
    const index = this.#waiting.findIndex(
      (request) => !(this.#isPaused && request.isKept === true) && this.#options.mayLeave(request),
    );
    const request = this.#waiting[index];
    if (request === undefined) return;
    this.#waiting.splice(index, 1);
    const payload = request.payload(request.queuedWhileOffline);
    if (payload === undefined) {
      request.onReply?.({ kind: 'unwanted' });
      this.pump();
      return;
    }
    const id = this.#options.nextId();
    request.attempts += 1;
    const cancelTimeout = this.#options.clock.afterReal(CALL_TIMEOUT_MS, () =>
      this.#fail({ kind: 'timed-out' }),
    );
    this.#open = { id, request, cancelTimeout };
    this.#options.onLeave?.(id, request.action, payload);
    this.#options.link.call(id, request.action, payload);
  }

  /** An answer arrived; one to no open call is ignored. */
  settle(id: string, reply: Reply): void {
    if (this.#open?.id !== id) return;
    if (reply.kind === 'error') this.#fail(reply);
    else this.#finish(reply);
  }

  onDisconnect(): void {
    const open = this.#open;
    this.#open = undefined;
    open?.cancelTimeout();
    if (open !== undefined) this.#waiting.unshift({ ...open.request, queuedWhileOffline: true });
    const dropped = this.#waiting.filter((request) => request.isKept !== true);
    const kept = this.#waiting.filter((request) => request.isKept === true);
    this.#waiting.splice(0, this.#waiting.length, ...kept);
    for (const request of dropped) request.onReply?.({ kind: 'disconnected' });
  }

  stop(): void {
    this.#isStopped = true;
    this.onDisconnect();
    for (const request of this.#waiting.splice(0)) request.onReply?.({ kind: 'disconnected' });
  }

  #finish(reply: Reply): void {
    const open = this.#open;
    this.#open = undefined;
    open?.cancelTimeout();
    open?.request.onReply?.(reply);
    this.pump();
  }

  /** Transaction messages are tried again, with a growing pause (TransactionMessageAttempts, OCPP 1.6 §9.1.31). */
  #fail(reply: Reply): void {
    const request = this.#open?.request;
    if (request?.isKept !== true || request.attempts >= this.#options.attempts()) {
      this.#finish(reply);
      return;
    }
    this.#open?.cancelTimeout();
    this.#open = undefined;
    this.#waiting.unshift(request);
    this.#isPaused = true;
    this.#options.clock.after(this.#options.retryIntervalS() * request.attempts * 1000, () => {
      this.#isPaused = false;
      this.pump();
    });
    this.pump();
  }

  #makeRoom(): void {
    const index = this.#waiting.findIndex((request) => request.action === 'MeterValues');
    const [dropped] = this.#waiting.splice(Math.max(0, index), 1);
    dropped?.onReply?.({ kind: 'disconnected' });
  }
}
