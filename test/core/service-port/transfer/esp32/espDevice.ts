import { createHash } from 'node:crypto';

export interface EspHabits {
  chip?: 'ESP32' | 'ESP32-S3';
  /** Says nothing from the command with this code on. */
  silentAt?: number;
  /** Told before a command is obeyed. */
  onCommand?: (code: number) => void;
  /** Answers the command with this code with a failure, so many times. */
  refuses?: { code: number; times: number };
  /** Bytes of these addresses do not hold what is written. */
  worn?: readonly number[];
  flashCryptCnt?: number;
  isSecure?: boolean;
  /** Manufacturer, kind and capacity as the SPI flash tells them; 16h is 4 MB. */
  flashId?: number;
  /** What it prints instead of taking commands: it has started its firmware. */
  prints?: string;
  /** Told before block number n is taken, from 1. */
  onBlock?: (count: number) => void;
}

export interface EspDevice {
  take(bytes: Uint8Array): void;
  flash: Buffer;
  /** Codes of the commands that came. */
  commands: number[];
  /** What was put into RAM and started. */
  isStubStarted: () => boolean;
}

const CHIPS = {
  ESP32: { magic: 0x00f0_1d83, spi: 0x3ff4_2000, w0: 0x80, id: 0 },
  'ESP32-S3': { magic: 0x09, spi: 0x6000_2000, w0: 0x58, id: 9 },
} as const;

/**
 * The boot loader in the ROM of an ESP32 and the loader that is put into its RAM, as far as a push goes. The program that comes is not run:
 * once it is started, the device behaves as that would (16 bytes of MD5, no fifth word in FLASH_BEGIN).
 */
export function createEspDevice(write: (bytes: Uint8Array) => void, habits: EspHabits = {}): EspDevice {
  const chip = CHIPS[habits.chip ?? 'ESP32'];
  const flash = Buffer.alloc(0x40_0000, 0xaa);
  const registers = new Map<number, number>([[0x4000_1000, chip.magic]]);
  const commands: number[] = [];
  let isStub = false;
  let isSilent = false;
  let isSynced = false;
  let refusals = habits.refuses?.times ?? 0;
  let begun = { at: 0, blockBytes: 0 };
  let blocks = 0;

  const send = (frame: Uint8Array): void => {
    if (isSilent) return;
    const bytes = [...frame].flatMap((byte) =>
      byte === 0xc0 ? [0xdb, 0xdc] : byte === 0xdb ? [0xdb, 0xdd] : [byte],
    );
    write(Uint8Array.from([0xc0, ...bytes, 0xc0]));
  };
  const answer = (code: number, value = 0, data: Uint8Array = new Uint8Array(), status = [0, 0]): void => {
    // The ROM of the first chips ends with four bytes of status.
    const end = isStub || habits.chip === 'ESP32-S3' ? status : [...status, 0, 0];
    const head = Buffer.alloc(8);
    head.writeUInt8(1, 0);
    head.writeUInt8(code, 1);
    head.writeUInt16LE(data.length + end.length, 2);
    head.writeUInt32LE(value >>> 0, 4);
    send(Buffer.concat([head, data, Uint8Array.from(end)]));
  };
  const writeRegister = (at: number, value: number): void => {
    registers.set(at, value);
    // A command of the SPI flash is over at once.
    if (at !== chip.spi) return;
    registers.set(chip.spi + chip.w0, habits.flashId ?? 0x16_40_20);
    registers.set(at, 0);
  };
  const takeBlock = (body: Buffer): boolean => {
    blocks += 1;
    habits.onBlock?.(blocks);
    const content = body.subarray(16);
    const at = begun.at + body.readUInt32LE(4) * begun.blockBytes;
    content.copy(flash, at);
    for (const worn of habits.worn ?? []) if (worn >= at && worn < at + content.length) flash[worn] = 0;
    return content.length === body.readUInt32LE(0);
  };
  const tellSecurity = (): void => {
    // A chip that does not know the command says so eight times over, and names no command.
    if (habits.chip !== 'ESP32-S3') {
      for (let times = 0; times < 8; times += 1) answer(0x00, 0, new Uint8Array(), [1, 5]);
      return;
    }
    const info = Buffer.alloc(20);
    info.writeUInt32LE(habits.isSecure === true ? 4 : 0, 0);
    info.writeUInt8(habits.flashCryptCnt ?? 0, 4);
    info.writeUInt32LE(chip.id, 12);
    answer(0x14, 0, info);
  };
  const sumUp = (body: Buffer): void => {
    const at = body.readUInt32LE(0);
    const md5 = createHash('md5').update(flash.subarray(at, at + body.readUInt32LE(4)));
    answer(0x13, 0, isStub ? md5.digest() : Buffer.from(md5.digest('hex')));
  };
  const startStub = (): void => {
    answer(0x06);
    isStub = true;
    send(Buffer.from('OHAI'));
  };
  const begin = (body: Buffer): void => {
    begun = { at: body.readUInt32LE(12), blockBytes: body.readUInt32LE(8) };
    flash.fill(0xff, begun.at, begun.at + Math.ceil(body.readUInt32LE(0) / 4096) * 4096);
    answer(0x02, 0, new Uint8Array(), body.length === 16 ? [0, 0] : [1, 6]);
  };
  const obey = (code: number, body: Buffer): void => {
    if (code === 0x08) for (let times = 0; times < 8; times += 1) answer(0x08, isStub ? 0 : 0x2012_0707);
    else if (code === 0x0a) answer(code, registers.get(body.readUInt32LE(0)) ?? 0);
    else if (code === 0x09) {
      writeRegister(body.readUInt32LE(0), body.readUInt32LE(4));
      answer(code);
    } else if (code === 0x14) tellSecurity();
    else if (code === 0x06) startStub();
    else if (code === 0x02) begin(body);
    else if (code === 0x03) answer(code, 0, new Uint8Array(), takeBlock(body) ? [0, 0] : [1, 7]);
    else if (code === 0x13) sumUp(body);
    else answer(code);
  };
  const command = (frame: Buffer): void => {
    const code = frame.readUInt8(1);
    commands.push(code);
    habits.onCommand?.(code);
    if (habits.prints !== undefined) return write(Buffer.from(habits.prints));
    if (code === habits.silentAt) isSilent = true;
    if (code === 0x08) isSynced = true;
    if (!isSynced) return;
    if (code === habits.refuses?.code && refusals > 0) {
      refusals -= 1;
      return answer(code, 0, new Uint8Array(), [1, 7]);
    }
    obey(code, frame.subarray(8));
  };
  let open: number[] | undefined;
  let isEscaped = false;
  const step = (byte: number): void => {
    if (byte === 0xc0) {
      if (open !== undefined && open.length > 0) {
        command(Buffer.from(open));
        open = undefined;
      } else open = [];
    } else if (byte === 0xdb) isEscaped = true;
    else {
      open?.push(isEscaped ? (byte === 0xdc ? 0xc0 : 0xdb) : byte);
      isEscaped = false;
    }
  };
  return {
    take: (bytes) => {
      for (const byte of bytes) step(byte);
    },
    flash,
    commands,
    isStubStarted: () => isStub,
  };
}
