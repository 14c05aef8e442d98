import { once } from 'node:events';
import { WebSocket } from 'ws';

/** How a station answers GetConfiguration. */
export interface ConfigurationHabit {
  /** Upon a request of all keys: as it should, not at all, by dropping the line, with no key, or with a CALLERROR. */
  all: 'answer' | 'silence' | 'drop' | 'empty' | 'refuse' | 'cut-off';
  /** Requests of more named keys are not answered. */
  mostKeys?: number;
  /** What it has, in its own spelling. It finds keys in that spelling only. */
  keys: Readonly<Record<string, unknown>>;
}

type Frame = [number, string, string, { key?: string[] }];

/** A 1.6 station with a configuration, that comes back by itself when its line breaks. */
export class ConfigurationStation {
  readonly #url: string;
  readonly #habit: ConfigurationHabit;
  /** The keys of each GetConfiguration, in order; nothing for all. */
  readonly asked: (readonly string[] | undefined)[] = [];
  /** Actions of all calls that came. */
  readonly actions: string[] = [];
  #socket: WebSocket | undefined;
  #isWanted = true;

  constructor(url: string, stationId: string, habit: ConfigurationHabit) {
    this.#url = `${url}/${stationId}`;
    this.#habit = habit;
  }

  async connect(): Promise<this> {
    const socket = new WebSocket(this.#url, 'ocpp1.6');
    this.#socket = socket;
    socket.on('message', (data: Buffer) => this.#receive(socket, data.toString()));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (this.#isWanted && this.#socket === socket) void this.connect();
    });
    await once(socket, 'open');
    const boot = { chargePointVendor: 'Example', chargePointModel: 'Wallbox' };
    socket.send(JSON.stringify([2, 'boot', 'BootNotification', boot]));
    await once(socket, 'message');
    return this;
  }

  async stop(): Promise<void> {
    this.#isWanted = false;
    const socket = this.#socket;
    if (socket === undefined || socket.readyState === WebSocket.CLOSED) return;
    const closed = once(socket, 'close');
    socket.terminate();
    await closed;
  }

  #receive(socket: WebSocket, text: string): void {
    const [type, id, action, payload] = JSON.parse(text) as Frame;
    if (type !== 2) return;
    this.actions.push(action);
    if (action !== 'GetConfiguration') {
      socket.send(JSON.stringify([3, id, { status: 'NotSupported' }]));
      return;
    }
    const { key } = payload;
    this.asked.push(key);
    if (key !== undefined) {
      if (key.length <= (this.#habit.mostKeys ?? Infinity))
        socket.send(JSON.stringify([3, id, this.#found(key)]));
      return;
    }
    const whole = JSON.stringify([3, id, { configurationKey: this.#entries(Object.keys(this.#habit.keys)) }]);
    if (this.#habit.all === 'drop') socket.terminate();
    if (this.#habit.all === 'answer') socket.send(whole);
    if (this.#habit.all === 'empty') socket.send(JSON.stringify([3, id, {}]));
    if (this.#habit.all === 'refuse')
      socket.send(JSON.stringify([4, id, 'FormationViolation', 'no keys', {}]));
    if (this.#habit.all === 'cut-off') socket.send(whole.slice(0, -20));
  }

  #found(asked: readonly string[]): object {
    const known = asked.filter((key) => Object.hasOwn(this.#habit.keys, key));
    return {
      configurationKey: this.#entries(known),
      unknownKey: asked.filter((key) => !known.includes(key)),
    };
  }

  #entries(keys: readonly string[]): object[] {
    return keys.map((key) => ({ key, readonly: false, value: this.#habit.keys[key] }));
  }
}
