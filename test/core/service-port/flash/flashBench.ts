import { onTestFinished } from 'vitest';
import type { FlashOutcome, FlashProgress } from '../../../../electron/core/service-port/transfer/flasher.ts';
import { Stk500Flasher } from '../../../../electron/core/service-port/transfer/stk500/stk500Flasher.ts';
import type { PortLine } from '../../../../electron/core/service-port/line/portLine.ts';
import { MemoryRecorder } from '../../central/memoryRecorder.ts';
import { startCableDevice, type CableDevice } from '../session/cableDevice.ts';
import { openLine } from '../transfer/openLine.ts';
import { ComPortServer } from '../transport/comPortServer.ts';
import { Optiboot, type OptibootHabits } from './optiboot.ts';

export const CHIP = { name: 'ATmega328P', signature: '1e950f', pageBytes: 128 };
/** Short for a device in the same program; the device itself has no clock. */
const TIMES = { answerMs: 150, syncMs: 40, pulseMs: 1, startsMs: [1, 1], quietMs: 5 };

export interface FlashBench {
  boot: Optiboot;
  line: PortLine;
  recorder: MemoryRecorder;
  cable?: CableDevice;
  flash: (file: Uint8Array, name?: string, wish?: FlashWish) => Promise<FlashOutcome>;
  progress: FlashProgress[];
  steps: string[];
}

interface FlashWish {
  signal?: AbortSignal;
  chip?: Parameters<Stk500Flasher['flash']>[0]['chip'];
}

/** A boot loader behind a plain TCP port: nobody resets it. The cable is pulled in place of answer number `pulledAt`, from 1. */
export async function overCable(
  habits: OptibootHabits = {},
  pulledAt?: number,
): Promise<FlashBench & { cable: CableDevice; answers: () => number }> {
  const cable = await startCableDevice();
  onTestFinished(() => cable.close());
  let answers = 0;
  const boot = new Optiboot((bytes) => {
    answers += 1;
    if (answers === pulledAt) cable.unplug();
    // What is said to somebody who has gone is lost.
    else cable.write(bytes).catch(() => undefined);
  }, habits);
  cable.onData((bytes) => boot.take(bytes));
  return { ...(await benchOf(cable.path, boot)), cable, answers: () => answers };
}

/** Behind RFC 2217, which has DTR: the firmware runs until that resets the chip. */
export async function overRfc2217(
  habits: OptibootHabits = {},
): Promise<FlashBench & { resets: () => number }> {
  const server = await ComPortServer.start();
  onTestFinished(() => server.stop());
  const boot = new Optiboot(
    (bytes) => server.send([...bytes].flatMap((byte) => (byte === 255 ? [255, 255] : [byte]))),
    habits,
  );
  let isHigh = false;
  let resets = 0;
  server.onByte = (byte) => boot.take([byte]);
  server.onDtr = (isHighNow) => {
    if (isHighNow && !isHigh) {
      boot.reset();
      resets += 1;
    }
    isHigh = isHighNow;
  };
  const bench = await benchOf(server.path, boot);
  // Opening the port has reset it; that was a while ago.
  boot.isListening = false;
  resets = 0;
  return { ...bench, resets: () => resets };
}

async function benchOf(path: string, boot: Optiboot): Promise<FlashBench> {
  const recorder = new MemoryRecorder();
  const { line, close } = await openLine(path, recorder);
  onTestFinished(close);
  const progress: FlashProgress[] = [];
  const steps: string[] = [];
  return {
    boot,
    line,
    recorder,
    progress,
    steps,
    flash: (file, name = 'x.bin', { signal = new AbortController().signal, chip = CHIP } = {}) =>
      new Stk500Flasher(TIMES).flash({
        line,
        chip,
        signal,
        file: {
          name,
          sizeBytes: file.length,
          read: (offset, length) => Promise.resolve(file.slice(offset, offset + length)),
        },
        onProgress: (one) => progress.push(one),
        onStep: (sentence) => steps.push(sentence),
      }),
  };
}
