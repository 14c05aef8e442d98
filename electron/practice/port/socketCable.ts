import type { Socket } from 'node:net';
import type { CableHabit } from './cableHabits.ts';
import type { PracticeLine } from './practiceDevice.ts';
import type { PracticeHabits } from './practiceHabits.ts';

/** A connection that stands for a cable. What is sent while nothing is plugged in is lost, as on a cable. */
export class SocketCable implements PracticeLine {
  readonly #habits: PracticeHabits<CableHabit>;
  #socket: Socket | undefined;
  #listener: (bytes: Uint8Array) => void = () => undefined;
  #onPlug: () => void = () => undefined;
  #idle: NodeJS.Timeout | undefined;

  constructor(habits: PracticeHabits<CableHabit>) {
    this.#habits = habits;
  }

  plug(socket: Socket): void {
    this.cut();
    socket.on('error', () => undefined);
    if (this.#habits.has('busy')) {
      socket.destroy();
      return;
    }
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (bytes) => {
      this.#stir();
      this.#listener(bytes);
    });
    this.#stir();
    this.#onPlug();
  }

  write(bytes: Uint8Array): void {
    this.#stir();
    this.#socket?.write(bytes);
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#listener = listener;
  }

  onPlug(listener: () => void): void {
    this.#onPlug = listener;
  }

  cut(): void {
    clearTimeout(this.#idle);
    this.#socket?.destroy();
    this.#socket = undefined;
  }

  /** Something crosses the cable. */
  #stir(): void {
    const idleMs = this.#habits.number('unplugs-idle');
    if (idleMs === undefined || this.#socket === undefined) return;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      this.#habits.takes('unplugs-idle');
      this.cut();
    }, idleMs);
  }
}
