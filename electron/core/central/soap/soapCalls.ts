import { ContractError } from '../../../../shared/contract/failure.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../../shared/json.ts';
import { parseForXml } from '../../../../shared/ocpp/soap/exactJson.ts';
import { CONTENT_TYPES } from '../../../../shared/ocpp/soap/soapNames.ts';
import { writeBody } from '../../../../shared/ocpp/soap/writeBody.ts';
import { callHeader, writeEnvelope, type Dialect } from '../../../../shared/ocpp/soap/writeEnvelope.ts';
import type { SoapVersion } from '../../../../shared/ocpp/version.ts';
import type { Outcome } from '../../../../shared/station/outcome.ts';
import type { Issue } from '../../../../shared/trace/issue.ts';
import type { Recorder } from '../../trace/store/newRecord.ts';
import { CallQueue, type OutgoingCall } from '../calls/callQueue.ts';
import { issueOf } from '../sessionIssue.ts';
import type { SessionCall } from '../stationSession.ts';
import type { CallbackChoice, CallbackTarget } from './chooseCallback.ts';
import type { Callbacks } from './callbacks.ts';
import { openTargets } from './openPorts.ts';
import { postSoap, type PostResult } from './postSoap.ts';
import { newMessageId } from './soapReply.ts';
import type { AppendSoap } from './soapRecords.ts';

export interface SoapCallsOptions {
  stationId: string;
  version: SoapVersion;
  recorder: Recorder;
  append: AppendSoap;
  callbacks: Callbacks;
  /** How the station wants to be spoken to, and by which address it reached us. */
  manner: () => { dialect: Dialect; ownAddress: string };
  /** Records and understands what came back. Answers with whether it was SOAP at all. */
  onResponse: (sent: SentCall, response: Extract<PostResult, { ok: true }>) => boolean;
  onChange: () => void;
  onDefect: (error: unknown) => void;
}

/** A call as it went out. `id` is the queue's; `messageId` that of this try. */
export interface SentCall {
  id: string;
  messageId: string;
  action: string;
  target: CallbackTarget;
  dialect: Dialect;
  /** There is another address to try, should this one not be the service. */
  isLast: boolean;
}

interface Plan {
  targets: readonly CallbackTarget[];
  payloadText: string;
  payload: JsonObject;
}

/** A late answer is still worth a record. */
const LATE_MS = 30_000;

/** The commands to one station: queue -> record -> HTTP exchange -> answer, trying the next address where one fails. */
export class SoapCalls {
  readonly queue: CallQueue;
  readonly #options: SoapCallsOptions;
  readonly #plans = new Map<string, Plan>();
  readonly #ended = new AbortController();

  constructor(options: SoapCallsOptions) {
    this.#options = options;
    this.queue = new CallQueue({ send: (call) => this.#send(call), onChange: options.onChange });
  }

  async call({ payloadText, ...call }: SessionCall, signal?: AbortSignal): Promise<Outcome> {
    const payload = payloadForXml(payloadText);
    const choice = await this.#options.callbacks.choose(this.#options.stationId);
    const targets = await reachable(choice);
    if (targets.length === 0 || this.#ended.signal.aborted) {
      return { outcome: 'disconnected', action: call.action, description: nowhere(choice) };
    }
    const id = newMessageId();
    this.#plans.set(id, { targets, payloadText, payload });
    try {
      return await this.queue.call({ ...call, id, text: '' }, signal);
    } finally {
      this.#plans.delete(id);
    }
  }

  /** Posts a text as it is; nobody waits for what comes back, but it is recorded. */
  sendRaw(text: string, about: { messageId?: string | undefined; action?: string | undefined }): void {
    const { stationId, recorder, callbacks, manner } = this.#options;
    const { dialect } = manner();
    const messageId = about.messageId ?? newMessageId();
    const action = about.action ?? '';
    if (about.action !== undefined) this.queue.expect(messageId, about.action);
    recorder.afterCommit(() => {
      const send = async (): Promise<void> => {
        const choice = await callbacks.choose(stationId);
        const [target] = await reachable(choice);
        if (target === undefined) return;
        const sent = { id: messageId, messageId, action, target, dialect, isLast: true };
        const result = await this.#post(sent, text, LATE_MS);
        if (result.ok) this.#options.onResponse(sent, result);
        else this.#undelivered(sent, result.sentence);
      };
      send().catch((error: unknown) => this.#options.onDefect(error));
    });
  }

  end(reason: string): void {
    this.queue.drop(reason);
    this.#ended.abort();
  }

  #send(call: OutgoingCall): number {
    const plan = this.#plans.get(call.id);
    const target = plan?.targets[0];
    if (plan === undefined || target === undefined) throw new Error(`no plan for ${call.action}`);
    const first = this.#sent(call, plan, 0, target);
    const text = this.#write(first, plan);
    const seq = this.#record(first, plan, text, call.issues);
    this.#options.recorder.afterCommit(() => {
      this.#exchange(call, plan, first, text).catch((error: unknown) => this.#failed(first, error));
    });
    return seq;
  }

  async #exchange(call: OutgoingCall, plan: Plan, first: SentCall, firstText: string): Promise<void> {
    let sent = first;
    let text = firstText;
    for (let index = 0; ;) {
      const result = await this.#post(sent, text, call.timeoutMs + LATE_MS);
      if (result.ok && this.#options.onResponse(sent, result)) return;
      index = nextIndex(plan.targets, index, result);
      const target = plan.targets[index];
      const isOpen = this.queue.asked(call.id)?.state === 'open' && !this.#ended.signal.aborted;
      if (target === undefined || !isOpen || (!result.ok && !result.isUnreached)) {
        if (!result.ok && isOpen) this.#undelivered(sent, result.sentence);
        return;
      }
      const why = result.ok ? `${sent.target.url} did not answer with SOAP` : result.sentence.slice(0, -1);
      sent = this.#sent(call, plan, index, target);
      text = this.#write(sent, plan);
      this.#record(sent, plan, text, [
        issueOf('info', 'callback-next-try', `Tried at the next address: ${why}.`),
      ]);
      await new Promise<void>((resolve) => this.#options.recorder.afterCommit(resolve));
    }
  }

  #failed({ id, action }: SentCall, error: unknown): void {
    this.#options.onDefect(error);
    this.queue.lose(id, `Kerbside failed to deliver ${action} or to understand what came back.`);
  }

  #undelivered({ id }: SentCall, sentence: string): void {
    this.queue.lose(id, sentence);
  }

  #sent(call: OutgoingCall, plan: Plan, index: number, target: CallbackTarget): SentCall {
    const { dialect } = this.#options.manner();
    return {
      id: call.id,
      messageId: index === 0 ? call.id : newMessageId(),
      action: call.action,
      target,
      dialect,
      isLast: index === plan.targets.length - 1,
    };
  }

  #write({ action, messageId, target, dialect }: SentCall, { payload }: Plan): string {
    const { stationId, version, manner } = this.#options;
    const header = callHeader(dialect.addressing, {
      action,
      messageId,
      chargeBoxIdentity: stationId,
      to: target.url,
      from: manner().ownAddress,
    });
    return writeEnvelope(dialect, header, writeBody(version, action, 'request', payload));
  }

  #record(sent: SentCall, plan: Plan, raw: string, issues: readonly Issue[]): number {
    const { action, messageId } = sent;
    const payload = plan.payloadText;
    return this.#options.append({
      at: Date.now(),
      kind: 'call',
      direction: 'out',
      raw,
      issues,
      payload,
      action,
      messageId,
    }).seq;
  }

  #post({ target, dialect, action }: SentCall, text: string, timeoutMs: number): Promise<PostResult> {
    const media = CONTENT_TYPES[dialect.envelopeVersion];
    const is12 = dialect.envelopeVersion === '1.2' && action !== '';
    return postSoap({
      target,
      text,
      timeoutMs,
      signal: this.#ended.signal,
      contentType: is12 ? `${media}; action="/${action}"` : media,
      ...(is12 ? {} : { soapAction: action === '' ? '' : `/${action}` }),
    });
  }
}

/** Where nothing listens, no other path there is worth a try. */
function nextIndex(targets: readonly CallbackTarget[], index: number, result: PostResult): number {
  const failed = targets[index];
  if (result.ok || failed === undefined) return index + 1;
  const { host } = new URL(failed.url);
  const next = targets.findIndex(({ url }, at) => at > index && new URL(url).host !== host);
  return next === -1 ? targets.length : next;
}

/** What a command says, ready to be written as XML. Fails with `invalid-params` for what has no form in XML. */
function payloadForXml(text: string): JsonObject {
  let payload: Json;
  try {
    payload = parseForXml(text);
  } catch (error) {
    throw new ContractError(
      'invalid-params',
      'This station speaks SOAP: what is not JSON cannot be written as XML.',
      {
        hint: 'Correct the payload, or send an envelope of your own as a raw message.',
        cause: error,
      },
    );
  }
  if (isJsonObject(payload)) return payload;
  throw new ContractError(
    'invalid-params',
    'This station speaks SOAP: the payload must be an object ({ … }).',
    {
      hint: 'Correct the payload, or send an envelope of your own as a raw message.',
    },
  );
}

/** Guesses are looked at first; an address that somebody named is used as it is. */
async function reachable({ source, targets }: CallbackChoice): Promise<readonly CallbackTarget[]> {
  return source === 'guessed' || source === 'peer' ? await openTargets(targets) : targets;
}

function nowhere({ targets }: CallbackChoice): string {
  const hosts = [...new Set(targets.map(({ url }) => new URL(url).origin))].join(', ');
  return `Not sent. It is not known where the station takes commands, and nothing listens at ${hosts}. Set its address on the overview of the station.`;
}
