import { EventEmitter } from 'node:events';
import type { MessagePortMain } from 'electron';

/**
 * One end of a channel of the main process, like `MessagePortMain`: messages are copied, and wait for `start`. An end
 * that is handed to another process or page is bridged: what comes for it is sent there.
 */
export class StandInPort
  extends EventEmitter
  implements Pick<MessagePortMain, 'postMessage' | 'start' | 'close'>
{
  #peer: StandInPort | undefined;
  #waiting: unknown[] = [];
  #isStarted = false;
  #isClosed = false;

  static pair(): { port1: StandInPort; port2: StandInPort } {
    const port1 = new StandInPort();
    const port2 = new StandInPort();
    port1.#peer = port2;
    port2.#peer = port1;
    return { port1, port2 };
  }

  postMessage(message: unknown): void {
    this.#peer?.receive(structuredClone(message));
  }

  receive(data: unknown): void {
    if (this.#isClosed) return;
    if (!this.#isStarted) this.#waiting.push(data);
    else setImmediate(() => this.emit('message', { data, ports: [] }));
  }

  start(): void {
    this.#isStarted = true;
    for (const data of this.#waiting.splice(0)) this.receive(data);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const peer = this.#peer;
    setImmediate(() => {
      this.emit('close');
      peer?.close();
    });
  }
}
