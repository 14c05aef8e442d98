import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { SUBPROTOCOLS, type JsonVersion } from '../../../shared/ocpp/version.ts';

type Payload = Record<string, unknown>;
type Frame = [number, string, ...unknown[]];
/** What a station answers: a payload, the code of an error, or nothing at all. */
type Answer = (payload: Payload) => Payload | string | undefined;

/** A station of the tests: answers what it is told to, and says whatever the test wants. */
export class LogStation {
  readonly asked: Array<{ action: string; payload: Payload }> = [];
  readonly answers = new Map<string, Answer>();
  readonly #socket: WebSocket;
  readonly #waiting: Array<{ action: string; resolve: (payload: Payload) => void }> = [];
  readonly #open = new Map<string, () => void>();
  #lastId = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data: Buffer) => this.#take(JSON.parse(data.toString()) as Frame));
    socket.on('error', () => undefined);
  }

  static async connect(url: string, version: JsonVersion, id = 'CP-1'): Promise<LogStation> {
    const socket = new WebSocket(`${url}/${id}`, SUBPROTOCOLS[version]);
    const station = new LogStation(socket);
    onTestFinished(() => socket.terminate());
    await once(socket, 'open');
    return station;
  }

  /** The payload of the next call of an action, or of one that came already. */
  next(action: string): Promise<Payload> {
    const there = this.asked.find((one) => one.action === action);
    if (there !== undefined) return Promise.resolve(there.payload);
    return new Promise((resolve) => this.#waiting.push({ action, resolve }));
  }

  /** Says something, and waits for the answer. */
  async say(action: string, payload: Payload): Promise<void> {
    const id = `s${(this.#lastId += 1)}`;
    const answered = new Promise<void>((resolve) => this.#open.set(id, resolve));
    this.#socket.send(JSON.stringify([2, id, action, payload]));
    await answered;
  }

  leave(): void {
    this.#socket.close();
  }

  #take([type, id, ...rest]: Frame): void {
    if (type !== 2) {
      this.#open.get(id)?.();
      return;
    }
    const [action, payload] = rest as [string, Payload];
    this.asked.push({ action, payload });
    for (const waiter of this.#waiting.splice(0)) {
      if (waiter.action === action) waiter.resolve(payload);
      else this.#waiting.push(waiter);
    }
    const answer = this.answers.get(action) ?? ((): string => 'NotImplemented');
    const said = answer(payload);
    if (said === undefined) return;
    const frame = typeof said === 'string' ? [4, id, said, '', {}] : [3, id, said];
    this.#socket.send(JSON.stringify(frame));
  }
}
