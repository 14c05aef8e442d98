import { isJsonObject, type JsonObject } from '../../../../../shared/json.ts';
import { readEnvelope, type SoapEnvelope } from '../../../../../shared/ocpp/soap/readEnvelope.ts';
import { readMessage } from '../../../../../shared/ocpp/soap/readMessage.ts';
import type { FaultCode } from '../../../../../shared/ocpp/soap/soapFault.ts';
import { CONTENT_TYPES } from '../../../../../shared/ocpp/soap/soapNames.ts';
import type { SoapVersion } from '../../../../../shared/ocpp/version.ts';
import type { Random } from '../../../model/random.ts';
import type { StationClock } from '../../clock.ts';
import type { StationLink, StationLinkEvents } from '../stationLink.ts';
import { CallBackServer, type Posted } from './callBackServer.ts';
import { answerEnvelope, callEnvelope, readReply, type AnswerGround } from './envelopes.ts';
import { post } from './post.ts';
import { routeAddress } from './routeAddress.ts';

export interface SoapLinkOptions {
  version: SoapVersion;
  stationId: string;
  /** The central system service, `http://…` or `https://…`. */
  url: string;
  clock: StationClock;
  random: Random;
  credentials: () => string | undefined;
}

const LONGEST_PAUSE_S = 30;

/**
 * OCPP-S: each call is a POST of its own, and the central system posts its calls to the station's small server. There
 * is no connection; the link counts as lost when nobody takes a POST, and is tried again.
 */
export class SoapLink implements StationLink {
  readonly #options: SoapLinkOptions;
  readonly #events: StationLinkEvents;
  readonly #server: CallBackServer;
  readonly #posts = new Set<AbortController>();
  #ownUrl: string | undefined;
  #isWanted = false;
  #isStarting = false;
  #isOpen = false;
  /** An OCPP service has answered since the link was opened. */
  #isHeard = false;
  #failures = 0;
  #cancelRetry: () => void = () => undefined;

  constructor(options: SoapLinkOptions, events: StationLinkEvents) {
    this.#options = options;
    this.#events = events;
    this.#server = new CallBackServer((posted) => this.#called(posted));
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  get isConnecting(): boolean {
    return this.#isStarting || (this.#isOpen && !this.#isHeard);
  }

  open(): void {
    this.#isWanted = true;
    this.#cancelRetry();
    if (this.#isOpen || this.#isStarting) return;
    this.#isStarting = true;
    void this.#start();
  }

  call(id: string, action: string, payload: JsonObject): void {
    void this.#post(id, action, payload);
  }

  send(action: string): void {
    this.#events.onTrouble(`${action} cannot be sent over SOAP`);
  }

  drop(): void {
    this.#server.drop();
    this.#lost();
  }

  reconnect(): void {
    void this.#shut().then(() => this.#retry());
  }

  close(): Promise<void> {
    this.#isWanted = false;
    this.#cancelRetry();
    return this.#shut();
  }

  /** There is no connection to keep alive. */
  keepAlive(): void {
    return undefined;
  }

  async #start(): Promise<void> {
    const { hostname, port, protocol } = new URL(this.#options.url);
    try {
      const defaultPort = protocol === 'https:' ? 443 : 80;
      const address = await routeAddress(hostname, Number(port) || defaultPort);
      this.#ownUrl ??= await this.#server.listen(address);
    } catch (error) {
      this.#isStarting = false;
      this.#events.onTrouble(`the call-back service cannot be opened: ${String(error)}`);
      this.#retry();
      return;
    }
    this.#isStarting = false;
    // The station may have been switched off in the meantime.
    if (!this.#isWanted) await this.#shut();
    else {
      this.#isOpen = true;
      this.#isHeard = false;
      this.#events.onOpen();
    }
  }

  async #shut(): Promise<void> {
    this.#abandon();
    this.#ownUrl = undefined;
    await this.#server.close();
  }

  /** Nothing that is out will be answered. */
  #abandon(): void {
    for (const controller of this.#posts) controller.abort();
    this.#posts.clear();
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#events.onClose();
  }

  #lost(): void {
    this.#abandon();
    this.#retry();
  }

  /** 0.5, 1, 2, 4 … 30 s. */
  #retry(): void {
    if (!this.#isWanted) return;
    const { clock, random } = this.#options;
    const pauseS = this.#failures === 0 ? 0.5 : Math.min(LONGEST_PAUSE_S, 2 ** (this.#failures - 1));
    this.#failures += 1;
    this.#cancelRetry();
    this.#cancelRetry = clock.after(pauseS * 1000 * random.between(0.8, 1.2), () => this.open());
  }

  async #post(id: string, action: string, payload: JsonObject): Promise<void> {
    const { version, stationId, url, credentials } = this.#options;
    const controller = new AbortController();
    this.#posts.add(controller);
    const body = callEnvelope({
      version,
      action,
      payload,
      messageId: `urn:uuid:${id}`,
      chargeBoxIdentity: stationId,
      to: url,
      from: this.#ownUrl ?? '',
    });
    const contentType = `${CONTENT_TYPES['1.2']}; action="/${action}"`;
    try {
      const answer = await post({ url, contentType, auth: credentials(), body, signal: controller.signal });
      if (controller.signal.aborted) return;
      const { reply, isSoap } = readReply(version, action, answer);
      if (isSoap) this.#failures = 0;
      this.#isHeard ||= isSoap;
      if (reply.kind === 'error') this.#events.onTrouble(`${action}: ${reply.code} ${reply.description}`);
      this.#events.onReply(id, reply);
    } catch (error) {
      if (controller.signal.aborted) return;
      this.#events.onTrouble(`${url} took no ${action}: ${String(error)}`);
      this.#lost();
    } finally {
      this.#posts.delete(controller);
    }
  }

  #called(posted: Posted): void {
    const { version, stationId, random } = this.#options;
    const read = readEnvelope(posted.text);
    if (!read.ok) {
      this.#refuse(posted, undefined, 'ProtocolError', read.sentence);
      return;
    }
    const { envelope } = read;
    const message = readMessage(envelope, { version, httpAction: posted.httpAction });
    const identity = envelope.header.chargeBoxIdentity;
    if (identity !== undefined && identity !== stationId) {
      this.#refuse(posted, envelope, 'IdentityMismatch', `this is ${stationId}, not ${identity}`);
      return;
    }
    if (message === undefined || !isJsonObject(message.payload)) {
      this.#refuse(posted, envelope, 'ProtocolError', 'the envelope holds no message of OCPP');
      return;
    }
    const { action, payload } = message;
    const id = envelope.header.messageId ?? `urn:uuid:${random.uuid()}`;
    let status = 200;
    this.#events.onCall({
      call: { id, action, payload },
      compose: (answer) => {
        const made = answerEnvelope(this.#ground(envelope, action), answer);
        status = made.status;
        return made.text;
      },
      reply: (text) => posted.answer(status, CONTENT_TYPES[envelope.envelopeVersion ?? '1.2'], text),
    });
  }

  #ground(asked: SoapEnvelope | undefined, action: string): AnswerGround {
    const { version, stationId, random } = this.#options;
    return {
      version,
      asked,
      action,
      messageId: `urn:uuid:${random.uuid()}`,
      from: this.#ownUrl ?? '',
      chargeBoxIdentity: stationId,
    };
  }

  #refuse(posted: Posted, asked: SoapEnvelope | undefined, code: FaultCode, description: string): void {
    this.#events.onTrouble(`a message was refused: ${description}`);
    const { status, text } = answerEnvelope(this.#ground(asked, ''), { kind: 'fault', code, description });
    posted.answer(status, CONTENT_TYPES[asked?.envelopeVersion ?? '1.2'], text);
  }
}
