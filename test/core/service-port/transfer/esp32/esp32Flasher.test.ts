import { afterAll, describe, expect, it } from 'vitest';
import { Esp32Flasher } from '../../../../../electron/core/service-port/transfer/esp32/esp32Flasher.ts';
import type { PortLine } from '../../../../../electron/core/service-port/line/portLine.ts';
import type {
  FlashJob,
  FlashOutcome,
  FlashProgress,
} from '../../../../../electron/core/service-port/transfer/flasher.ts';
import { flasherOf } from '../../../../../electron/core/service-port/transfer/flasherOf.ts';
import type { SignalWish } from '../../../../../electron/core/service-port/transport/transport.ts';
import { startCableDevice } from '../../session/cableDevice.ts';
import { ComPortServer } from '../../transport/comPortServer.ts';
import { openLine } from '../openLine.ts';
import { createEspDevice, type EspDevice, type EspHabits } from './espDevice.ts';

const AT = 0x1_0000;
const CHIP = { name: 'ESP32', flashAddress: AT };
const S3 = { name: 'esp32s3', flashAddress: AT };
const cleanups: Array<() => Promise<void>> = [];
afterAll(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

interface Wish {
  habits?: EspHabits;
  chip?: FlashJob['chip'];
  content?: Buffer;
  unplugsAt?: number;
  /** Pulls the cable upon the first command with this code. */
  pulledUpon?: number;
  stopsAt?: number;
  /** The line has DTR and RTS, and these are what was set. */
  signals?: SignalWish[];
}

interface Flashed {
  outcome: Promise<FlashOutcome>;
  device: EspDevice;
  progress: FlashProgress[];
  steps: string[];
}

function content(sizeBytes: number): Buffer {
  return Buffer.from(Array.from({ length: sizeBytes }, (_, at) => (at * 7 + (at >> 8)) & 0xff));
}

/** An image of firmware for the chip with this number. */
function imageFor(chipId: number): Buffer {
  const bytes = content(100);
  bytes[0] = 0xe9;
  bytes.writeUInt16LE(chipId, 12);
  return bytes;
}

/** A network cable has no such lines; this end of it keeps what they would be. */
function withSignals(line: PortLine, signals: SignalWish[]): PortLine {
  return {
    lost: line.lost,
    settings: line.settings,
    write: (bytes, options) => line.write(bytes, options),
    onData: (listener) => line.onData(listener),
    tell: (direction, length, meaning) => line.tell(direction, length, meaning),
    setLine: (settings) => line.setLine(settings),
    setSignals: (wish) => {
      signals.push(wish);
      return Promise.resolve(true);
    },
  };
}

function jobOf(line: PortLine, bytes: Buffer, chip: FlashJob['chip'], signal: AbortSignal): FlashJob {
  return {
    line,
    chip,
    signal,
    file: {
      name: 'main.bin',
      sizeBytes: bytes.length,
      read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
    },
    onProgress: () => undefined,
    onStep: () => undefined,
  };
}

async function flash(wish: Wish = {}): Promise<Flashed> {
  const { content: bytes = content(40_000), chip = CHIP, signals } = wish;
  const cable = await startCableDevice();
  const stop = new AbortController();
  const onBlock = (count: number): void => {
    if (count === wish.unplugsAt) cable.unplug();
    if (count === wish.stopsAt) stop.abort();
  };
  // A cable that was pulled takes nothing.
  const write = (answer: Uint8Array): void => void cable.write(answer).catch(() => undefined);
  const onCommand = (code: number): void => {
    if (code === wish.pulledUpon) cable.unplug();
  };
  const device = createEspDevice(write, { onBlock, onCommand, ...wish.habits });
  cable.onData((came) => device.take(came));
  const { line, close } = await openLine(cable.path);
  cleanups.push(() => cable.close(), close);
  const progress: FlashProgress[] = [];
  const steps: string[] = [];
  // A busy machine may miss a call or two.
  const outcome = new Esp32Flasher(wish.habits?.prints === undefined ? 7 : 1).flash({
    ...jobOf(signals === undefined ? line : withSignals(line, signals), bytes, chip, stop.signal),
    onProgress: (one) => progress.push(one),
    onStep: (sentence) => steps.push(sentence),
  });
  outcome.catch(() => undefined);
  return { outcome, device, progress, steps };
}

const refused = (sentence: RegExp): unknown =>
  expect.objectContaining({ kind: 'failed', isCancelled: false, sentence: expect.stringMatching(sentence) });

// Side by side: the library sleeps between its steps.
describe.concurrent('firmware into an ESP32 by its boot loader', () => {
  for (const [chip, habits] of [
    [CHIP, { chip: 'ESP32' }],
    [S3, { chip: 'ESP32-S3' }],
  ] as const) {
    it(`is written and compared by MD5 (${habits.chip})`, async () => {
      const bytes = content(40_001);
      const { outcome, device, progress, steps } = await flash({ content: bytes, chip, habits });
      expect(await outcome).toEqual({ kind: 'done', proof: 'read-back' });
      expect(device.isStubStarted()).toBe(true);
      expect(device.flash.subarray(AT, AT + 40_001).equals(bytes)).toBe(true);
      expect(device.flash.subarray(0, AT).every((byte) => byte === 0xaa)).toBe(true);
      expect(progress.at(-1)).toEqual({ bytes: 40_001, block: 3, blocks: 3, retries: 0 });
      expect(steps.join(' ')).toMatch(/cannot reset the chip.*tells chip ESP32.*press its reset/);
    });
  }

  it('is begun and ended with a reset where the port has DTR and RTS', async () => {
    const signals: SignalWish[] = [];
    const { outcome, steps } = await flash({ signals });
    expect(await outcome).toMatchObject({ kind: 'done' });
    expect(signals.slice(1, 4)).toEqual([
      { dtr: false, rts: true },
      { dtr: true, rts: false },
      { dtr: false, rts: false },
    ]);
    expect(signals.slice(-2)).toEqual([
      { dtr: false, rts: true },
      { dtr: false, rts: false },
    ]);
    expect(steps.at(-1)).toBe('The chip was reset.');
  });

  it('sends a block again that the chip refuses', async () => {
    const { outcome, progress } = await flash({ habits: { refuses: { code: 0x03, times: 1 } } });
    expect(await outcome).toMatchObject({ kind: 'done' });
    expect(progress.at(-1)?.retries).toBe(1);
  });

  it('is chosen by its name, and experimental', () => {
    expect(flasherOf('esp32').isExperimental).toBe(true);
  });
});

describe.concurrent('a push into an ESP32 that fails', () => {
  const before: Array<[string, Wish, RegExp]> = [
    [
      'another chip',
      { habits: { chip: 'ESP32-S3' } },
      /has chip ESP32-S3, where the profile names ESP32\. Nothing/,
    ],
    [
      'firmware of another chip',
      { content: imageFor(9) },
      /made for a chip with number 9.*Nothing was written/,
    ],
    [
      'a chip that encrypts',
      { chip: S3, habits: { chip: 'ESP32-S3', flashCryptCnt: 1 } },
      /encrypts.*Nothing/,
    ],
    [
      'a secured chip',
      { chip: S3, habits: { chip: 'ESP32-S3', isSecure: true } },
      /secure download.*Nothing/,
    ],
    ['a flash that is not known', { habits: { flashId: 0x10_40_20 } }, /does not tell its size.*Nothing/],
    [
      'a flash that ends before',
      { habits: { flashId: 0x12_40_20 }, content: content(200_000) },
      /flash ends after/,
    ],
    ['a profile without an address', { chip: { name: 'ESP32' } }, /does not say.*Nothing was sent/],
    ['an address between sectors', { chip: { ...CHIP, flashAddress: 0x1_0010 } }, /10010h.*Nothing was sent/],
    [
      'firmware that has started',
      { habits: { prints: 'rst:0x1,boot:0x13 (SPI_FAST)' } },
      /It started its firmware/,
    ],
    [
      'a loader that does not start',
      { habits: { refuses: { code: 0x06, times: 1 } } },
      /could not be started/,
    ],
  ];
  for (const [name, wish, sentence] of before) {
    it(`writes nothing: ${name}`, async () => {
      const { outcome, device } = await flash(wish);
      expect(await outcome).toEqual(refused(sentence));
      expect(device.commands).not.toContain(0x02);
    });
  }

  const later: Array<[string, Wish, RegExp]> = [
    ['the flash is not begun', { habits: { refuses: { code: 0x02, times: 9 } } }, /refuses to begin/],
    ['a block is refused', { habits: { refuses: { code: 0x03, times: 9 } } }, /^At block 1 of 3/],
    ['it holds something else', { habits: { worn: [AT + 20_000] } }, /not what was sent/],
  ];
  for (const [name, wish, sentence] of later) {
    it(`says so where ${name}`, async () => {
      const { outcome } = await flash(wish);
      expect(await outcome).toEqual(refused(sentence));
    });
  }

  for (const block of [1, 2, 3]) {
    it(`ends at once where the line is lost at block ${block} of 3`, async () => {
      const { outcome, progress } = await flash({ unplugsAt: block });
      await expect(outcome).rejects.toMatchObject({ code: 'unavailable' });
      expect(progress).toHaveLength(block - 1);
    });

    it(`stops where it is told to at block ${block} of 3`, async () => {
      const { outcome, device } = await flash({ stopsAt: block });
      expect(await outcome).toMatchObject({ kind: 'failed', isCancelled: true });
      expect(device.commands).not.toContain(0x13);
    });
  }

  it('ends at once wherever the cable is pulled: at the first of every command in turn', async () => {
    const bytes = content(100);
    const whole = await flash({ content: bytes });
    expect(await whole.outcome).toMatchObject({ kind: 'done' });
    const codes = [...new Set(whole.device.commands)];
    // SYNC, READ_REG, MEM_BEGIN, MEM_DATA, MEM_END, FLASH_BEGIN, FLASH_DATA and the MD5 at least.
    expect(codes).toEqual(expect.arrayContaining([0x08, 0x0a, 0x05, 0x07, 0x06, 0x02, 0x03, 0x13]));
    const cut = await Promise.all(
      codes.map(async (pulledUpon) => {
        const { outcome } = await flash({ content: bytes, pulledUpon });
        return outcome.catch((error: unknown) => error);
      }),
    );
    expect(cut).toEqual(codes.map(() => expect.objectContaining({ code: 'unavailable' }) as unknown));
  });

  it('has reset the chip into its boot loader before it says that nothing answers', async () => {
    const server = await ComPortServer.start();
    const { line, close } = await openLine(server.path);
    cleanups.push(() => server.stop(), close);
    const job = jobOf(line, content(100), CHIP, new AbortController().signal);
    expect(await new Esp32Flasher(1).flash(job)).toEqual(refused(/does not answer.*Nothing was written/));
    // SET-CONTROL of RFC 2217: DTR on 8, off 9; RTS on 11, off 12.
    const control = server.commands.filter(([code]) => code === 5).map(([, value]) => value);
    expect(control.join(' ')).toContain('9 11 8 12 9 12');
    expect(server.received.slice(0, 2)).toEqual([0xc0, 0x00]);
  });

  it('ends at once where it is stopped while it calls the chip', async () => {
    const cable = await startCableDevice();
    const stop = new AbortController();
    cable.onData(() => stop.abort());
    const { line, close } = await openLine(cable.path);
    cleanups.push(() => cable.close(), close);
    const outcome = await new Esp32Flasher().flash(jobOf(line, content(100), CHIP, stop.signal));
    expect(outcome).toMatchObject({ kind: 'failed', isCancelled: true });
  });
});
