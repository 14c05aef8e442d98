import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Json, JsonObject } from '../../shared/json.ts';
import type { JsonVersion } from '../../shared/ocpp/version.ts';
import { asText, CallLog, type StationAnswer } from './callLog.ts';

/** A central system of the plainest kind: one station, over a WebSocket. */
export class CentralSystem extends CallLog {
  /** Frames as they came. */
  readonly texts: string[] = [];
  /** What the station refused of this side's answers: code and description of each CALLRESULTERROR. */
  readonly resultErrors: string[] = [];
  readonly requests: IncomingMessage[] = [];
  readonly #server: WebSocketServer;
  readonly #open = new Map<string, { action: string; resolve: (answer: StationAnswer) => void }>();
  #socket: WebSocket | undefined;
  #lastId = 0;

  private constructor(version: JsonVersion, server: WebSocketServer) {
    super(version);
    this.#server = server;
    server.on('connection', (socket, request) => this.#accept(socket, request));
  }

  static async start(version: JsonVersion): Promise<CentralSystem> {
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

  call(action: string, payload: Json): Promise<StationAnswer> {
    this.#lastId += 1;
    const id = `c${this.#lastId}`;
    return new Promise((resolve) => {
      this.#open.set(id, { action, resolve });
      this.sendText(JSON.stringify([2, id, action, payload]));
    });
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
    if (frame[0] === 4)
      this.#settle(id, { kind: 'error', code: asText(frame[2]), description: asText(frame[3]) });
    if (frame[0] === 5) this.resultErrors.push(`${asText(frame[2])}: ${asText(frame[3])}`);
    if (frame[0] === 6) this.take(asText(frame[2]), frame[3] as JsonObject);
  }

  #settle(id: string, answer: StationAnswer): void {
    const open = this.#open.get(id);
    if (open === undefined) return;
    this.#open.delete(id);
    if (answer.kind === 'result') this.check(open.action, 'response', answer.payload);
    open.resolve(answer);
  }

  #answer(socket: WebSocket, id: string, action: string, payload: JsonObject): void {
    const answer = this.answerTo(action, payload);
    if (answer !== 'silence') {
      const isError = typeof answer['callError'] === 'string';
      socket.send(JSON.stringify(isError ? [4, id, answer['callError'], '', {}] : [3, id, answer]));
    }
    this.take(action, payload);
  }
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
