export interface RomHabits {
  chipId?: number;
  /** The commands that GET lists. */
  isExtendedErase?: boolean;
  /** Reads, writes and starts are refused, as by a chip with RDP. */
  isProtected?: boolean;
  /** Refuses the content of WRITE so many times. */
  refusesWrites?: number;
  /** Bytes of these addresses do not hold what is written. */
  worn?: readonly number[];
  refusesErase?: boolean;
  /** Nothing is answered from the command with this code on. */
  silentAt?: number;
  /** Told before the content of WRITE number n is taken, from 1. */
  onWrite?: (count: number) => void;
  isInSync?: boolean;
  sizeBytes?: number;
  pageBytes?: number;
}

/** The boot loader in the ROM of an STM32, from the words of AN3155 and on its own: nothing of it is shared with the flasher. */
export interface RomDevice {
  take(bytes: Uint8Array): void;
  flash: Buffer;
  /** Codes of the commands that came whole. */
  commands: number[];
  startedAt: () => number | undefined;
}

const BASE = 0x0800_0000;
const ACK = 0x79;
const NACK = 0x1f;

export function createRomDevice(write: (bytes: Uint8Array) => void, habits: RomHabits = {}): RomDevice {
  const flash = Buffer.alloc(habits.sizeBytes ?? 131_072, 0xaa);
  const commands: number[] = [];
  const queue: number[] = [];
  let startedAt: number | undefined;
  let isSilent = false;
  let writes = 0;
  let refusals = habits.refusesWrites ?? 0;
  let wake: () => void = () => undefined;

  const answer = (...bytes: number[]): void => {
    if (!isSilent) write(Uint8Array.from(bytes));
  };
  const next = async (): Promise<number> => {
    for (;;) {
      const byte = queue.shift();
      if (byte !== undefined) return byte;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  const some = async (count: number): Promise<number[]> => {
    const bytes: number[] = [];
    while (bytes.length < count) bytes.push(await next());
    return bytes;
  };
  const isSum = (bytes: readonly number[], sum: number): boolean =>
    bytes.reduce((all, byte) => all ^ byte, 0) === sum;
  const address = async (): Promise<number | undefined> => {
    const bytes = await some(4);
    const at = Buffer.from(bytes).readUInt32BE(0);
    if (isSum(bytes, await next()) && at >= BASE && at < BASE + flash.length) return at - BASE;
    answer(NACK);
    return undefined;
  };

  const read = async (): Promise<void> => {
    if (habits.isProtected === true) return answer(NACK);
    answer(ACK);
    const at = await address();
    if (at === undefined) return;
    answer(ACK);
    const [last = 0, complement = 0] = await some(2);
    if ((last ^ complement) !== 0xff || last === 0) return answer(NACK);
    answer(ACK, ...flash.subarray(at, at + last + 1));
  };
  const program = async (): Promise<void> => {
    if (habits.isProtected === true) return answer(NACK);
    answer(ACK);
    const at = await address();
    if (at === undefined) return;
    answer(ACK);
    const last = await next();
    const content = await some(last + 1);
    const sum = await next();
    writes += 1;
    habits.onWrite?.(writes);
    if (refusals > 0) {
      refusals -= 1;
      return answer(NACK);
    }
    if (!isSum([last, ...content], sum) || content.length % 4 !== 0) return answer(NACK);
    // Programming makes zeros of ones only.
    for (const [index, byte] of content.entries()) flash[at + index] = (flash[at + index] ?? 0) & byte;
    for (const worn of habits.worn ?? []) if (worn >= at && worn < at + content.length) flash[worn] = 0;
    answer(ACK);
  };
  const erasePages = (pages: readonly number[]): void => {
    const { pageBytes = 1024 } = habits;
    for (const page of pages) flash.fill(0xff, page * pageBytes, (page + 1) * pageBytes);
    answer(ACK);
  };
  const eraseShort = async (): Promise<void> => {
    answer(ACK);
    const last = await next();
    const pages = last === 0xff ? [] : await some(last + 1);
    const sum = await next();
    if (habits.refusesErase === true || !(last === 0xff ? sum === 0 : isSum([last, ...pages], sum)))
      return answer(NACK);
    if (last !== 0xff) return erasePages(pages);
    flash.fill(0xff);
    answer(ACK);
  };
  const eraseExtended = async (): Promise<void> => {
    answer(ACK);
    const head = await some(2);
    const last = ((head[0] ?? 0) << 8) | (head[1] ?? 0);
    const bytes = last >= 0xfff0 ? [] : await some((last + 1) * 2);
    if (habits.refusesErase === true || !isSum([...head, ...bytes], await next())) return answer(NACK);
    if (last < 0xfff0)
      return erasePages(
        Array.from({ length: last + 1 }, (_, page) => Buffer.from(bytes).readUInt16BE(page * 2)),
      );
    flash.fill(0xff);
    answer(ACK);
  };
  const go = async (): Promise<void> => {
    if (habits.isProtected === true) return answer(NACK);
    answer(ACK);
    const at = await address();
    if (at === undefined) return;
    startedAt = at + BASE;
    answer(ACK);
  };
  const erase = habits.isExtendedErase === true ? 0x44 : 0x43;
  const list = [0x00, 0x01, 0x02, 0x11, 0x21, 0x31, erase];
  const obey = async (code: number): Promise<void> => {
    commands.push(code);
    if (code === habits.silentAt) isSilent = true;
    const id = habits.chipId ?? 0x410;
    if (code === 0x00) return answer(ACK, list.length, 0x22, ...list, ACK);
    if (code === 0x01) return answer(ACK, 0x22, 0x00, 0x00, ACK);
    if (code === 0x02) return answer(ACK, 1, id >> 8, id & 0xff, ACK);
    if (code === 0x11) return read();
    if (code === 0x31) return program();
    if (code === 0x21) return go();
    if (code === 0x43 && erase === 0x43) return eraseShort();
    if (code === 0x44 && erase === 0x44) return eraseExtended();
    return answer(NACK);
  };
  const run = async (): Promise<void> => {
    if (habits.isInSync !== true) {
      while ((await next()) !== 0x7f);
      answer(ACK);
    }
    for (;;) {
      const [code = 0, complement = 0] = await some(2);
      if ((code ^ complement) !== 0xff) answer(NACK);
      else await obey(code);
    }
  };
  void run();
  return {
    take: (bytes) => {
      queue.push(...bytes);
      wake();
    },
    flash,
    commands,
    startedAt: () => startedAt,
  };
}
