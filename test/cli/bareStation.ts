import { once } from 'node:events';
import { WebSocket } from 'ws';

type Frame = [number, string, ...unknown[]];

/** A bare station that answers calls as the test wants: by a frame, or not at all. */
export class BareStation {
  readonly socket: WebSocket;
  answer: (frame: Frame) => unknown = ([, id]) => [3, id, {}];

  constructor(url: string, id: string) {
    this.socket = new WebSocket(`${url}/${id}`, 'ocpp1.6');
    this.socket.on('message', (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as Frame;
      const answer = frame[0] === 2 ? this.answer(frame) : undefined;
      if (answer !== undefined) this.socket.send(JSON.stringify(answer));
    });
  }

  async connect(): Promise<this> {
    await once(this.socket, 'open');
    return this;
  }

  async ask(action: string, payload: object): Promise<void> {
    const answered = once(this.socket, 'message');
    this.socket.send(JSON.stringify([2, action, action, payload]));
    await answered;
  }
}
