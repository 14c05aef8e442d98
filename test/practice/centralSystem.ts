import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Json, JsonObject } from '../../shared/json.ts';
import type { OcppVersion } from '../../shared/ocpp/version.ts';
import { violation } from './messageSchemas.ts';

export interface ReceivedCall {
  action: string;
  payload: JsonObject;
}

export type StationAnswer =
  { kind: 'result'; payload: JsonObject } | { kind: 'error'; code: string; description: string };

type Responder = (payload: JsonObject) => JsonObject | 'silence' | { callError: string };

interface Waiter {
  isMet: (call: ReceivedCall) => boolean;
  resolve: (call: ReceivedCall) => void;
}

/** A central system of the plainest kind: one station, and every message checked against the schema of its version. */
export class CentralSystem {
  readonly calls: ReceivedCall[] = [];
  /** Frames as they came. */
  readonly texts: string[] = [];
  readonly violations: string[] = [];
  /** What the station refused of this side's answers: code and description of each CALLRESULTERROR. */
  readonly resultErrors: string[] = [];
  readonly requests: IncomingMessage[] = [];
  readonly responders = new Map<string, Responder>();
  readonly #version: OcppVersion;
  readonly #server: WebSocketServer;
  readonly #waiters: Waiter[] = [];
  readonly #open = new Map<string, { action: string; resolve: (answer: StationAnswer) => void }>();
  #socket: WebSocket | undefined;
  #used = 0;
  #lastId = 0;
  #transactionId = 4_000;

  private constructor(version: OcppVersion, server: WebSocketServer) {
    this.#version = version;
    this.#server = server;
    server.on('connection', (socket, request) => this.#accept(socket, request));
  }

  static async start(version: OcppVersion): Promise<CentralSystem> {
    const server = new WebSocketServer({
      port: 0,
      host: '127.0.0.1',
      handleProtocols: ([first]) => first ?? false,
    });
    await once(server, 'listening');
    return new CentralSystem(version, server);
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
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

  call(action: string, payload: Json): Promise<StationAnswer> {
    this.#lastId += 1;
    const id = `c${this.#lastId}`;
    return new Promise((resolve) => {
      this.#open.set(id, { action, resolve });
      this.sendText(JSON.stringify([2, id, action, payload]));
    });
  }

  async status(action: string, payload: Json): Promise<Json | undefined> {
    const answer = await this.call(action, payload);
    return answer.kind === 'result' ? answer.payload['status'] : answer.code;
  }

  sendText(text: string): void {
    this.#socket?.send(text);
  }

  /** The next frame that fits. */
  nextText(fits: (text: string) => boolean): Promise<string> {
    return new Promise((resolve) => {
      const socket = this.#socket;
      const listen = (data: Buffer): void => {
        const text = data.toString('utf8');
        if (!fits(text)) return;
        socket?.off('message', listen);
        resolve(text);
      };
      socket?.on('message', listen);
    });
  }

  async disconnected(): Promise<void> {
    if (this.#socket !== undefined) await once(this.#socket, 'close');
  }

  dropConnection(): void {
    this.#socket?.terminate();
  }

  async stop(): Promise<void> {
    for (const socket of this.#server.clients) socket.terminate();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #accept(socket: WebSocket, request: IncomingMessage): void {
    this.#socket = socket;
    this.requests.push(request);
    socket.on('message', (data) => this.#receive(socket, (data as Buffer).toString('utf8')));
  }

  #receive(socket: WebSocket, text: string): void {
    this.texts.push(text);
    const frame = readFrame(text);
    const id = asText(frame[1]);
    if (frame[0] === 2) this.#answer(socket, id, asText(frame[2]), frame[3] as JsonObject);
    if (frame[0] === 3) this.#settle(id, { kind: 'result', payload: frame[2] as JsonObject });
    if (frame[0] === 5) this.resultErrors.push(`${asText(frame[2])}: ${asText(frame[3])}`);
    if (frame[0] === 6) this.#take(asText(frame[2]), frame[3] as JsonObject);
    if (frame[0] === 4)
      this.#settle(id, { kind: 'error', code: asText(frame[2]), description: asText(frame[3]) });
  }

  #settle(id: string, answer: StationAnswer): void {
    const open = this.#open.get(id);
    if (open === undefined) return;
    this.#open.delete(id);
    if (answer.kind === 'result') this.#check(open.action, 'response', answer.payload);
    open.resolve(answer);
  }

  #answer(socket: WebSocket, id: string, action: string, payload: JsonObject): void {
    const answer = (this.responders.get(action) ?? this.#usual(action))(payload);
    if (answer !== 'silence') {
      const isError = typeof answer['callError'] === 'string';
      socket.send(JSON.stringify(isError ? [4, id, answer['callError'], '', {}] : [3, id, answer]));
    }
    this.#take(action, payload);
  }

  #take(action: string, payload: JsonObject): void {
    this.#check(action, 'request', payload);
    const call = { action, payload };
    this.calls.push(call);
    const index = this.#waiters.findIndex(({ isMet }) => isMet(call));
    if (index < 0) return;
    this.#used = this.calls.length;
    this.#waiters.splice(index, 1)[0]?.resolve(call);
  }

  #check(action: string, part: 'request' | 'response', payload: Json): void {
    const found = violation(this.#version, action, part, payload);
    if (found !== undefined) this.violations.push(found);
  }

  #usual(action: string): Responder {
    const currentTime = new Date().toISOString();
    const idTagInfo = { status: 'Accepted' };
    switch (action) {
      case 'BootNotification':
        return () => ({ status: 'Accepted', currentTime, interval: 300 });
      case 'Heartbeat':
        return () => ({ currentTime });
      case 'Authorize':
        return () => (this.#version === '1.6' ? { idTagInfo } : { idTokenInfo: idTagInfo });
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

const COMPANY = { name: 'Example', address1: 'Main Street 1', city: 'Brussels', country: 'BE' };

export function asText(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

/** What is no JSON array is kept as text only. */
function readFrame(text: string): Json[] {
  try {
    const value = JSON.parse(text) as Json;
    return Array.isArray(value) ? value : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
