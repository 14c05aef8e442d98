import type { Json, JsonObject } from '../../shared/json.ts';
import type { OcppVersion } from '../../shared/ocpp/version.ts';
import { violation } from './messageSchemas.ts';

export interface ReceivedCall {
  action: string;
  payload: JsonObject;
}

export type StationAnswer =
  { kind: 'result'; payload: JsonObject } | { kind: 'error'; code: string; description: string };

export type Responder = (payload: JsonObject) => JsonObject | 'silence' | { callError: string };

interface Waiter {
  isMet: (call: ReceivedCall) => boolean;
  resolve: (call: ReceivedCall) => void;
}

const COMPANY = { name: 'Example', address1: 'Main Street 1', city: 'Brussels', country: 'BE' };

/** What a central system keeps for a test, whatever carries its messages: each is checked against the schemas. */
export abstract class CallLog {
  readonly calls: ReceivedCall[] = [];
  readonly violations: string[] = [];
  readonly responders = new Map<string, Responder>();
  protected readonly version: OcppVersion;
  readonly #waiters: Waiter[] = [];
  #used = 0;
  #transactionId = 4_000;

  protected constructor(version: OcppVersion) {
    this.version = version;
  }

  abstract get url(): string;
  abstract call(action: string, payload: Json): Promise<StationAnswer>;
  abstract stop(): Promise<void>;

  async status(action: string, payload: Json): Promise<Json | undefined> {
    const answer = await this.call(action, payload);
    return answer.kind === 'result' ? answer.payload['status'] : answer.code;
  }

  /** The next call that fits, in the order of arrival: each `expect` goes on behind the one before it. */
  expect(action: string, fits: (payload: JsonObject) => boolean = () => true): Promise<ReceivedCall> {
    const isMet = (call: ReceivedCall): boolean => call.action === action && fits(call.payload);
    for (let index = this.#used; index < this.calls.length; index += 1) {
      const call = this.calls[index];
      if (call !== undefined && isMet(call)) {
        this.#used = index + 1;
        return Promise.resolve(call);
      }
    }
    this.#used = this.calls.length;
    return new Promise((resolve) => this.#waiters.push({ isMet, resolve }));
  }

  /** Calls of one action so far. */
  received(action: string): JsonObject[] {
    return this.calls.filter((call) => call.action === action).map(({ payload }) => payload);
  }

  protected take(action: string, payload: JsonObject): void {
    this.check(action, 'request', payload);
    const call = { action, payload };
    this.calls.push(call);
    const index = this.#waiters.findIndex(({ isMet }) => isMet(call));
    if (index < 0) return;
    this.#used = this.calls.length;
    this.#waiters.splice(index, 1)[0]?.resolve(call);
  }

  protected check(action: string, part: 'request' | 'response', payload: Json): void {
    const found = violation(this.version, action, part, payload);
    if (found !== undefined) this.violations.push(found);
  }

  protected answerTo(action: string, payload: JsonObject): ReturnType<Responder> {
    return (this.responders.get(action) ?? this.#usual(action))(payload);
  }

  #usual(action: string): Responder {
    const currentTime = new Date().toISOString();
    const isOld = this.version === '1.5' || this.version === '1.6';
    const idTagInfo = { status: 'Accepted' };
    switch (action) {
      case 'BootNotification':
        return () => ({
          status: 'Accepted',
          currentTime,
          ...(this.version === '1.5' ? { heartbeatInterval: 300 } : { interval: 300 }),
        });
      case 'Heartbeat':
        return () => ({ currentTime });
      case 'Authorize':
        return () => (isOld ? { idTagInfo } : { idTokenInfo: idTagInfo });
      case 'StartTransaction':
        this.#transactionId += 1;
        return () => ({ transactionId: this.#transactionId, idTagInfo });
      case 'VatNumberValidation':
        return ({ vatNumber = '' }) => ({ status: 'Accepted', vatNumber, company: COMPANY });
      case 'PullDynamicScheduleUpdate':
        return () => ({ status: 'Accepted', scheduleUpdate: { limit: 9 } });
      case 'GetCertificateChainStatus':
        return () => ({ certificateStatus: [] });
      case 'OpenPeriodicEventStream':
      case 'SignCertificate':
        return () => ({ status: 'Accepted' });
      default:
        return () => ({});
    }
  }
}

export function asText(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}
