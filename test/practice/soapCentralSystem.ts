import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import { readEnvelope, type SoapEnvelope } from '../../shared/ocpp/soap/readEnvelope.ts';
import { readMessage, type SoapMessage } from '../../shared/ocpp/soap/readMessage.ts';
import { CONTENT_TYPES, serviceNamespace } from '../../shared/ocpp/soap/soapNames.ts';
import { writeBody } from '../../shared/ocpp/soap/writeBody.ts';
import { answerHeader, callHeader, faultBody, writeEnvelope } from '../../shared/ocpp/soap/writeEnvelope.ts';
import type { SoapVersion } from '../../shared/ocpp/version.ts';
import { CallLog, type StationAnswer } from './callLog.ts';

const ADDRESSING = '2005/08';

/** A central system service of the plainest kind: one station, over HTTP in both directions. */
export class SoapCentralSystem extends CallLog {
  /** Where the station wants to be called, and who it says it is, of each call. */
  readonly headers: SoapEnvelope['header'][] = [];
  readonly #version: SoapVersion;
  readonly #server: Server;
  #lastId = 0;

  private constructor(version: SoapVersion, server: Server) {
    super(version);
    this.#version = version;
    this.#server = server;
    server.on('request', (request, response) => void this.#receive(request, response));
  }

  static async start(version: SoapVersion): Promise<SoapCentralSystem> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new SoapCentralSystem(version, server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async call(action: string, payload: Json): Promise<StationAnswer> {
    const text = await this.post(action, writeBody(this.#version, action, 'request', payload as JsonObject));
    const envelope = this.#read(text);
    if (envelope.fault !== undefined) {
      return { kind: 'error', code: envelope.fault.code, description: envelope.fault.description };
    }
    const message = this.#message(envelope, action);
    this.check(action, 'response', message);
    return { kind: 'result', payload: message };
  }

  /** Posts a body to the station's own service. Answers with the text that came back. */
  async post(action: string, body: string, identity?: string): Promise<string> {
    const last = this.headers.at(-1);
    const to = last?.from ?? '';
    this.#lastId += 1;
    const header = callHeader(ADDRESSING, {
      action,
      messageId: `c${this.#lastId}`,
      chargeBoxIdentity: identity ?? last?.chargeBoxIdentity ?? '',
      to,
      from: this.url,
    });
    const response = await fetch(to, {
      method: 'POST',
      headers: { 'content-type': CONTENT_TYPES['1.2'] },
      body: writeEnvelope(this.#dialect('Cp'), header, body),
    });
    return response.text();
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const envelope = this.#read(Buffer.concat(chunks).toString('utf8'));
    this.headers.push(envelope.header);
    const { action } = readMessage(envelope, { version: this.#version }) ?? { action: '' };
    const payload = this.#message(envelope);
    const answer = this.answerTo(action, payload);
    if (answer !== 'silence') {
      const code = answer['callError'];
      const isFault = typeof code === 'string';
      const body = isFault
        ? faultBody(this.#dialect('Cs'), { code, description: '' })
        : writeBody(this.#version, action, 'response', answer);
      const header = answerHeader(ADDRESSING, envelope.header, {
        action: isFault ? undefined : action,
        messageId: `a${this.headers.length}`,
        relatesTo: envelope.header.messageId ?? '',
        from: this.url,
      });
      response.writeHead(isFault ? 500 : 200, { 'content-type': CONTENT_TYPES['1.2'] });
      response.end(writeEnvelope(this.#dialect('Cs'), header, body));
    }
    this.take(action, payload);
  }

  #dialect(service: 'Cs' | 'Cp'): Parameters<typeof writeEnvelope>[0] {
    const namespace = serviceNamespace(this.#version, service);
    return { envelopeVersion: '1.2', addressing: ADDRESSING, namespace };
  }

  /** An envelope with nothing to say against it. */
  #read(text: string): SoapEnvelope {
    const read = readEnvelope(text);
    if (!read.ok) throw new Error(`${read.sentence} ${text.slice(0, 200)}`);
    for (const { code, message } of read.envelope.issues) this.violations.push(`${code}: ${message}`);
    return read.envelope;
  }

  #message(envelope: SoapEnvelope, answerTo?: string): JsonObject {
    const message: SoapMessage | undefined = readMessage(envelope, { version: this.#version, answerTo });
    for (const { code, message: words } of message?.issues ?? []) this.violations.push(`${code}: ${words}`);
    return isJsonObject(message?.payload) ? message.payload : {};
  }
}
