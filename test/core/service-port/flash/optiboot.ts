/** What goes wrong with it. Pages count from 0 by their place in flash, writes from 1 as they come. */
export interface OptibootHabits {
  signature?: readonly number[];
  /** The page of flash in which one bit is another one. */
  wornPage?: number;
  /** It loses the answer to these writes, and waits for a byte that never comes. */
  losesWrites?: readonly number[];
  /** Every page lands at the first address. */
  ignoresAddress?: boolean;
  /** Called with the number of a write before it is done. */
  onWrite?: (write: number) => void;
  /** Programming has ended, or the watchdog has bitten: the firmware starts. */
  onStart?: () => void;
}

const PAGE_BYTES = 128;
const CRC_EOP = 0x20;
/** Bytes of the commands with their code, without the end. */
const LENGTHS = new Map([
  [0x41, 2],
  [0x42, 21],
  [0x45, 6],
  [0x55, 3],
  [0x56, 5],
  [0x74, 4],
]);

/**
 * The boot loader of an ATmega328P as optiboot.c has it: without the end of a command at its place the watchdog restarts the chip, and
 * the firmware runs, which does not answer.
 */
export class Optiboot {
  readonly flash = new Uint8Array(32_768).fill(0xff);
  isListening = true;
  writes = 0;
  readonly #write: (bytes: Uint8Array) => void;
  readonly #habits: OptibootHabits;
  #bytes: number[] = [];
  #address = 0;

  constructor(write: (bytes: Uint8Array) => void, habits: OptibootHabits = {}) {
    this.#write = write;
    this.#habits = habits;
  }

  reset(): void {
    this.isListening = true;
    this.#bytes = [];
  }

  page(at: number): Uint8Array {
    return this.flash.subarray(at * PAGE_BYTES, (at + 1) * PAGE_BYTES);
  }

  take(bytes: Iterable<number>): void {
    for (const byte of bytes) {
      if (!this.isListening) return;
      this.#bytes.push(byte);
      const length = this.#length();
      if (length === undefined || this.#bytes.length <= length) continue;
      const command = this.#bytes;
      this.#bytes = [];
      if (command.at(-1) === CRC_EOP) this.#obey(command.slice(0, -1));
      else this.#start();
    }
  }

  #start(): void {
    this.isListening = false;
    this.#habits.onStart?.();
  }

  #length(): number | undefined {
    const [code = 0, high, low] = this.#bytes;
    if (code !== 0x64) return LENGTHS.get(code) ?? 1;
    return high === undefined || low === undefined ? undefined : 4 + high * 256 + low;
  }

  #obey(command: readonly number[]): void {
    const [code, first = 0, second = 0] = command;
    if (code === 0x41) return this.#answer(first === 0x81 ? [8] : first === 0x82 ? [3] : [3]);
    if (code === 0x75) return this.#answer(this.#habits.signature ?? [0x1e, 0x95, 0x0f]);
    if (code === 0x74) {
      const length = first * 256 + second;
      return this.#answer(this.flash.subarray(this.#address, this.#address + length));
    }
    if (code === 0x56) return this.#answer([0]);
    if (code === 0x55) this.#address = this.#habits.ignoresAddress === true ? 0 : (second * 256 + first) * 2;
    if (code === 0x64 && !this.#program(command.slice(4))) return;
    this.#answer([]);
    if (code === 0x51) this.#start();
  }

  #program(page: readonly number[]): boolean {
    const { onWrite, losesWrites = [], wornPage } = this.#habits;
    this.writes += 1;
    onWrite?.(this.writes);
    if (losesWrites.includes(this.writes)) {
      this.#bytes = [0x64, 0];
      return false;
    }
    this.flash.set(page, this.#address);
    if (wornPage !== undefined && this.#address === wornPage * PAGE_BYTES)
      this.flash[this.#address + 5] = (page[5] ?? 0) ^ 0x80;
    return true;
  }

  #answer(bytes: Iterable<number>): void {
    this.#write(Uint8Array.of(0x14, ...bytes, 0x10));
  }
}
