/** STK500 version 1 (Atmel AVR061), as far as optiboot knows it. Each command ends with CRC_EOP. */
export const STK_OK = 0x10;
export const STK_IN_SYNC = 0x14;
const CRC_EOP = 0x20;

/** Code of the ATmega328P, then what the programming software of avrdude tells of such a chip. */
const DEVICE_BYTES = [0x86, 0, 0, 1, 1, 1, 1, 3, 0xff, 0xff, 0xff, 0xff];

/** A command, and how many bytes the answer has between “in sync” and “ok”. */
export interface StkCommand {
  bytes: Uint8Array;
  answerBytes: number;
  /** Short, and in words, for the record. */
  action: string;
  meaning: string;
}

export const STK_PARAMETERS = { major: 0x81, minor: 0x82 } as const;

export function getSync(): StkCommand {
  return command('sync', 'asks whether the boot loader is there', [0x30]);
}

export function getParameter(which: keyof typeof STK_PARAMETERS): StkCommand {
  return command('get parameter', `asks for the ${which} version`, [0x41, STK_PARAMETERS[which]], 1);
}

/** optiboot passes over it; the others want to know the chip. AVR061 §4.3.3: twenty bytes. */
export function setDevice(pageBytes: number, flashBytes: number): StkCommand {
  const parameters = [
    ...DEVICE_BYTES,
    ...bigEndian(pageBytes, 2),
    ...bigEndian(1024, 2),
    ...bigEndian(flashBytes, 4),
  ];
  return command('set device', 'names the chip', [0x42, ...parameters]);
}

export function enterProgMode(): StkCommand {
  return command('enter progmode', 'begins to program', [0x50]);
}

export function leaveProgMode(): StkCommand {
  return command('leave progmode', 'ends programming: the firmware starts', [0x51]);
}

export function readSignature(): StkCommand {
  return command('read signature', 'asks which chip it is', [0x75], 3);
}

/** `address` in bytes; over the line it goes as the number of a word, low byte first. */
export function loadAddress(address: number): StkCommand {
  const word = address >> 1;
  return command('load address', `address ${hexAddress(address)}`, [0x55, word & 0xff, word >> 8]);
}

export function progPage(page: Uint8Array): StkCommand {
  const bytes = [0x64, ...bigEndian(page.length, 2), 0x46, ...page];
  return command('prog page', `writes ${page.length} bytes of flash`, bytes);
}

export function readPage(length: number): StkCommand {
  const bytes = [0x74, ...bigEndian(length, 2), 0x46];
  return command('read page', `reads ${length} bytes of flash`, bytes, length);
}

export function hexAddress(address: number): string {
  return `0x${address.toString(16).toUpperCase().padStart(4, '0')}`;
}

function command(action: string, meaning: string, bytes: number[], answerBytes = 0): StkCommand {
  return { bytes: Uint8Array.of(...bytes, CRC_EOP), answerBytes, action, meaning };
}

function bigEndian(value: number, length: number): number[] {
  return Array.from({ length }, (_, at) => (value >>> (8 * (length - 1 - at))) & 0xff);
}
