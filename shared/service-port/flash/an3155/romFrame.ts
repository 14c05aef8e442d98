/** Bytes of the protocol of the boot loader in the ROM of STM32 chips over a USART (ST AN3155). */
export const ROM_ACK = 0x79;
export const ROM_NACK = 0x1f;
/** From it the boot loader measures the rate (§2.2). */
export const ROM_SYNC = 0x7f;

export const ROM_COMMANDS = {
  get: 0x00,
  version: 0x01,
  id: 0x02,
  read: 0x11,
  go: 0x21,
  write: 0x31,
  erase: 0x43,
  extendedErase: 0x44,
} as const;
export type RomCommand = (typeof ROM_COMMANDS)[keyof typeof ROM_COMMANDS];

/** The most that one READ or WRITE moves. */
export const ROM_PAGE_BYTES = 256;
/** Where the flash of an STM32 begins. */
export const STM32_FLASH_ADDRESS = 0x0800_0000;
/** ERASE has a byte for a count less one, of which FFh stands for all of it. */
const MOST_SHORT_PAGES = 255;
/** As many as `stm32flash` dares to ask for at once. */
const MOST_EXTENDED_PAGES = 512;

/** A command and its complement. */
export function romCommand(code: RomCommand): Uint8Array {
  return Uint8Array.of(code, code ^ 0xff);
}

/** Four bytes, the highest first, and their checksum. */
export function romAddress(address: number): Uint8Array {
  return withSum([(address >>> 24) & 0xff, (address >>> 16) & 0xff, (address >>> 8) & 0xff, address & 0xff]);
}

/** How many bytes READ shall send (1 to 256), with the complement. */
export function romLength(length: number): Uint8Array {
  return Uint8Array.of(length - 1, (length - 1) ^ 0xff);
}

/** What WRITE takes after the address: count less one, content, checksum; the content is filled to whole words (§3.6). */
export function romPage(content: Uint8Array): Uint8Array {
  const page = new Uint8Array(Math.ceil(content.length / 4) * 4).fill(0xff);
  page.set(content);
  return withSum([page.length - 1, ...page]);
}

/** What follows ERASE (§3.7) or EXTENDED ERASE (§3.8) for the whole flash. */
export function romEraseAll(isExtended: boolean): Uint8Array {
  return isExtended ? Uint8Array.of(0xff, 0xff, 0x00) : Uint8Array.of(0xff, 0x00);
}

/** What follows for the pages from `first` on, as many frames as it takes. ERASE can name the pages 0 to 255 only. */
export function romErasePages(isExtended: boolean, first: number, count: number): RomErase[] {
  const most = isExtended ? MOST_EXTENDED_PAGES : MOST_SHORT_PAGES;
  const frames: RomErase[] = [];
  for (let done = 0; done < count; done += most) {
    const pages = Array.from({ length: Math.min(most, count - done) }, (_, at) => first + done + at);
    const fields = [pages.length - 1, ...pages];
    const bytes = isExtended ? fields.flatMap((field) => [field >> 8, field & 0xff]) : fields;
    frames.push({ bytes: withSum(bytes), pages: pages.length });
  }
  return frames;
}

export interface RomErase {
  bytes: Uint8Array;
  pages: number;
}

/** The exclusive or of all of them goes last. */
function withSum(bytes: readonly number[]): Uint8Array {
  return Uint8Array.from([...bytes, bytes.reduce((sum, byte) => sum ^ byte, 0)]);
}
