import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { MemoryRecorder } from '../../central/memoryRecorder.ts';
import { startCableDevice } from '../session/cableDevice.ts';
import { openLine } from '../transfer/openLine.ts';

class CountingRecorder extends MemoryRecorder {
  get bytes(): number {
    return this.records.reduce((sum, { raw }) => sum + raw.length, 0);
  }
}

/** A disk on which each commit takes many turns of the event loop; the largest part that one commit has to take. */
class SlowRecorder extends CountingRecorder {
  most = 0;
  #inFile = 0;

  override afterCommit(action: () => void): void {
    super.afterCommit(() => void this.#later(action));
  }

  async #later(action: () => void): Promise<void> {
    for (let turns = 0; turns < 20; turns += 1) await nextTurn();
    this.most = Math.max(this.most, this.bytes - this.#inFile);
    this.#inFile = this.bytes;
    action();
  }
}

it('reads a flood no faster than it is written', async () => {
  const flood = Buffer.alloc(4_000_000, 'all is well\r\n');
  const recorder = new SlowRecorder();
  const device = await startCableDevice();
  const { line, close } = await openLine(device.path, recorder);
  let came = 0;
  const isAll = new Promise<void>((resolve) => {
    line.onData(({ length }) => {
      came += length;
      if (came === flood.length) resolve();
    });
  });
  await device.plugged();
  await Promise.all([device.write(flood), isAll]);
  await close();
  await device.close();
  expect(recorder.bytes).toBe(flood.length);
  // Some pieces are on their way through the system when the line is told to wait.
  expect(recorder.most).toBeLessThan(400_000);
});

/** A disk that does not come back from its commit until it is let go. */
class StuckRecorder extends CountingRecorder {
  readonly #waiting: (() => void)[] = [];

  override afterCommit(action: () => void): void {
    this.#waiting.push(action);
  }

  letGo(): void {
    for (const action of this.#waiting.splice(0)) action();
  }
}

it('lets a block of a transfer leave before it is in the file, and everything else after', async () => {
  const recorder = new StuckRecorder();
  const device = await startCableDevice();
  const { line, close } = await openLine(device.path, recorder);
  await device.plugged();
  const block = Buffer.alloc(1029, 'b');
  const question = line.write(Buffer.from('$GV\r'));
  await line.write(block, { isBlock: true });
  await device.until(block.toString());
  expect(device.received().toString()).not.toContain('$GV');
  expect(recorder.bytes).toBe(4 + block.length);
  recorder.letGo();
  await question;
  await device.until('$GV\r');
  await close();
  await device.close();
});
