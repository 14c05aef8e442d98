import { ClassicReset, UsbJtagSerialReset } from 'esptool-js';
import type { EspTransport } from './espTransport.ts';

const WAYS: ReadonlyArray<(transport: EspTransport) => { reset: () => Promise<void> }> = [
  (transport) => new ClassicReset(transport, 50),
  // The USB port inside of newer chips.
  (transport) => new UsbJtagSerialReset(transport),
  // Boards whose capacitor at the reset is large.
  (transport) => new ClassicReset(transport, 550),
];

/** Resets into the boot loader by one way after the other, since the port does not tell which circuit is behind it. */
export class EspReset extends ClassicReset {
  readonly #transport: EspTransport;
  #turn = 0;

  constructor(transport: EspTransport) {
    super(transport, 50);
    this.#transport = transport;
  }

  override async reset(): Promise<void> {
    const way = WAYS[this.#turn % WAYS.length];
    this.#turn += 1;
    await way?.(this.#transport).reset();
  }
}
