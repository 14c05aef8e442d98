import {
  ROM_ACK,
  ROM_COMMANDS,
  ROM_NACK,
  ROM_SYNC,
  romAddress,
  romCommand,
  romEraseAll,
  romErasePages,
  romLength,
  romPage,
  type RomCommand,
} from '../../../../../shared/service-port/flash/an3155/romFrame.ts';
import { FlashRefusal } from '../flashRefusal.ts';
import type { LineAnswers } from '../lineAnswers.ts';

/** How long each answer may take; ms. */
export interface RomTimes {
  /** To the byte by which it measures the rate. */
  sync: number;
  answer: number;
  write: number;
  /** A whole flash of 2 MB needs up to half a minute. */
  eraseAll: number;
  erasePage: number;
}

export const ROM_TIMES: RomTimes = {
  sync: 500,
  answer: 1_000,
  write: 2_000,
  eraseAll: 60_000,
  erasePage: 5_000,
};

const SYNC_TRIES = 4;
/** At 1200 baud, the slowest that the boot loader measures. */
const SLOWEST_BYTE_MS = 10;

/** What the boot loader told of itself by GET and GET ID. `version` as in `3.1`. */
export interface RomFacts {
  version: string;
  chipId: number;
  isExtendedErase: boolean;
}

/** The commands of AN3155, one method each. Unanswered and refused ones reject with `FlashRefusal`. */
export class RomLoader {
  readonly #answers: LineAnswers;
  readonly #times: RomTimes;

  constructor(answers: LineAnswers, times: RomTimes) {
    this.#answers = answers;
    this.#times = times;
  }

  /** One that has measured the rate before takes the byte for half a command, and the next one for a wrong complement: it refuses that. */
  async sync(): Promise<void> {
    for (let attempt = 0; attempt < SYNC_TRIES; attempt += 1) {
      this.#answers.clear();
      await this.#answers.write(Uint8Array.of(ROM_SYNC));
      const [byte] = (await this.#answers.read(1, this.#times.sync)) ?? [];
      if (byte === ROM_ACK || byte === ROM_NACK) return this.#answers.clear();
    }
    throw new FlashRefusal(
      'The boot loader of the STM32 does not answer.',
      'It runs only after a reset with the pin BOOT0 high, or where the firmware itself jumps to it. Some chips listen on other pins than this port.',
    );
  }

  async facts(): Promise<RomFacts> {
    const [version = 0, ...commands] = await this.#list(ROM_COMMANDS.get, 'GET');
    // The version as such is told by GET VERSION as well; its option bytes are those of old chips.
    await this.#command(ROM_COMMANDS.version, 'GET VERSION');
    await this.#take(3, 'GET VERSION', this.#times.answer);
    await this.#ack('GET VERSION');
    const [high = 0, low = 0] = await this.#list(ROM_COMMANDS.id, 'GET ID');
    return {
      version: `${version >> 4}.${version & 0x0f}`,
      chipId: (high << 8) | low,
      isExtendedErase: commands.includes(ROM_COMMANDS.extendedErase),
    };
  }

  /** Nothing where READ itself is refused, which is how protection shows. */
  async read(address: number, length: number): Promise<Uint8Array | undefined> {
    const what = `READ at ${hex(address)}`;
    if (!(await this.#isTaken(romCommand(ROM_COMMANDS.read), what))) return undefined;
    await this.#step(romAddress(address), what, 'the address');
    await this.#step(romLength(length), what, 'the length');
    return this.#take(length, what, this.#times.answer + length * SLOWEST_BYTE_MS);
  }

  /** False where it is not taken: a byte was damaged on the way, or the flash is protected. */
  async write(address: number, content: Uint8Array): Promise<boolean> {
    const what = `WRITE at ${hex(address)}`;
    if (!(await this.#isTaken(romCommand(ROM_COMMANDS.write), what))) return false;
    if (!(await this.#isTaken(romAddress(address), what))) return false;
    return this.#isTaken(romPage(content), what, this.#times.write);
  }

  async eraseAll({ isExtendedErase }: RomFacts): Promise<void> {
    await this.#erase(isExtendedErase, romEraseAll(isExtendedErase), this.#times.eraseAll);
  }

  async erasePages({ isExtendedErase }: RomFacts, first: number, count: number): Promise<void> {
    for (const { bytes, pages } of romErasePages(isExtendedErase, first, count)) {
      await this.#erase(isExtendedErase, bytes, this.#times.erasePage * pages);
    }
  }

  async go(address: number): Promise<void> {
    await this.#command(ROM_COMMANDS.go, 'GO');
    await this.#step(romAddress(address), 'GO', 'the address');
  }

  async #erase(isExtended: boolean, frame: Uint8Array, withinMs: number): Promise<void> {
    const what = isExtended ? 'EXTENDED ERASE' : 'ERASE';
    await this.#command(isExtended ? ROM_COMMANDS.extendedErase : ROM_COMMANDS.erase, what);
    if (await this.#isTaken(frame, what, withinMs)) return;
    throw new FlashRefusal(
      `The boot loader refuses ${what} (NACK): the flash was not erased, or not all of it.`,
      'Write protection may hold it. Chips that cannot erase all at once need the size of their pages in the profile (chip.pageBytes).',
    );
  }

  /** Count less one, so many bytes, ACK. */
  async #list(code: RomCommand, name: string): Promise<Uint8Array> {
    await this.#command(code, name);
    const [last = 0] = await this.#take(1, name, this.#times.answer);
    const bytes = await this.#take(last + 1, name, this.#times.answer);
    await this.#ack(name);
    return bytes;
  }

  async #command(code: RomCommand, name: string): Promise<void> {
    await this.#step(romCommand(code), name, 'the command');
  }

  async #step(bytes: Uint8Array, what: string, part: string): Promise<void> {
    if (await this.#isTaken(bytes, what)) return;
    throw new FlashRefusal(`The boot loader refuses ${what} (NACK to ${part}).`, undefined);
  }

  async #isTaken(bytes: Uint8Array, what: string, withinMs = this.#times.answer): Promise<boolean> {
    await this.#answers.write(bytes);
    return this.#isAck(what, withinMs);
  }

  async #ack(what: string): Promise<void> {
    if (!(await this.#isAck(what, this.#times.answer))) {
      throw new FlashRefusal(`The boot loader ends ${what} with NACK.`);
    }
  }

  async #isAck(what: string, withinMs: number): Promise<boolean> {
    const [byte = 0] = await this.#take(1, what, withinMs);
    if (byte === ROM_ACK) return true;
    if (byte === ROM_NACK) return false;
    throw new FlashRefusal(
      `To ${what} came ${byte.toString(16).padStart(2, '0')}h, which is neither ACK nor NACK.`,
      'Something else speaks on this line, or the rate or parity does not fit.',
    );
  }

  async #take(length: number, what: string, withinMs: number): Promise<Uint8Array> {
    const bytes = await this.#answers.read(length, withinMs);
    if (bytes !== undefined) return bytes;
    throw new FlashRefusal(`The boot loader does not answer ${what}.`, 'Check cable and power.');
  }
}

export function hex(value: number): string {
  return `${value.toString(16).padStart(8, '0')}h`;
}
