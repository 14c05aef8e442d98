import { EventEmitter } from 'node:events';
import type { Bridged } from './standInUtilityProcess.ts';

/** Preloaded into the forked process: gives it the `process.parentPort` of a utility process. */
const send = (message: Bridged): void => {
  process.send?.(message);
};

/** Keeps messages until they are wanted, as Electron's ports do. */
class QueueingPort extends EventEmitter {
  #waiting: unknown[] | undefined = [];

  receive(event: unknown): void {
    if (this.#waiting === undefined) this.emit('message', event);
    else this.#waiting.push(event);
  }

  start(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const event of waiting) this.emit('message', event);
  }
}

class FarPort extends QueueingPort {
  readonly #number: number;

  constructor(number: number) {
    super();
    this.#number = number;
  }

  postMessage(data: unknown): void {
    send({ type: 'port', port: this.#number, data });
  }

  close(): void {
    send({ type: 'closed', port: this.#number });
  }
}

class ParentPort extends QueueingPort {
  constructor() {
    super();
    // This port has no `start`: it begins with its first listener.
    this.once('newListener', () => setImmediate(() => this.start()));
  }

  postMessage(data: unknown): void {
    send({ type: 'message', data, ports: [] });
  }
}

const parentPort = new ParentPort();
const ports = new Map<number, FarPort>();
Object.assign(process, { parentPort });

process.on('message', (raw) => {
  const message = raw as Bridged;
  if (message.type === 'message') {
    for (const number of message.ports) ports.set(number, new FarPort(number));
    parentPort.receive({ data: message.data, ports: message.ports.map((number) => ports.get(number)) });
  } else if (message.type === 'port') {
    ports.get(message.port)?.receive({ data: message.data, ports: [] });
  } else {
    ports.get(message.port)?.emit('close');
  }
});
