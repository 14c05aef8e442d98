import { once } from 'node:events';
import { WebSocket, type ClientOptions } from 'ws';

/** A station whose every frame the test writes by hand. */
export class RawStation {
  readonly socket: WebSocket;
  readonly #received: string[] = [];
  readonly #waiting: Array<(text: string) => void> = [];

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data) => {
      const text = (data as Buffer).toString('utf8');
      const waiter = this.#waiting.shift();
      if (waiter === undefined) this.#received.push(text);
      else waiter(text);
    });
    // The tests look at the closing code; how the connection failed before it is no matter.
    socket.on('error', () => undefined);
  }

  static async connect(
    url: string,
    protocols: string[] = ['ocpp1.6'],
    options: ClientOptions = {},
  ): Promise<RawStation> {
    const station = new RawStation(new WebSocket(url, protocols, { perMessageDeflate: false, ...options }));
    await once(station.socket, 'open');
    return station;
  }

  send(frame: unknown): void {
    this.socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  /** The next frame of the central system, in order. */
  next(): Promise<string> {
    const text = this.#received.shift();
    return text === undefined ? new Promise((resolve) => this.#waiting.push(resolve)) : Promise.resolve(text);
  }

  async nextFrame(): Promise<[number, string, ...unknown[]]> {
    return JSON.parse(await this.next()) as [number, string, ...unknown[]];
  }

  async ask(
    action: string,
    payload: unknown,
    id = crypto.randomUUID() as string,
  ): Promise<Record<string, unknown>> {
    this.send([2, id, action, payload]);
    const [type, , answer] = await this.nextFrame();
    if (type !== 3) throw new Error(`answered with type ${type}`);
    return answer as Record<string, unknown>;
  }

  async closed(): Promise<{ code: number; reason: string }> {
    const [code, reason] = (await once(this.socket, 'close')) as [number, Buffer];
    return { code, reason: reason.toString('utf8') };
  }
}
