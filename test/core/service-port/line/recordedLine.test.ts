import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { MemoryRecorder } from '../../central/memoryRecorder.ts';
import { startCableDevice } from '../session/cableDevice.ts';
import { openLine } from '../transfer/openLine.ts';

/** A disk on which each commit takes many turns of the event loop; the largest part that one commit has to take. */
class SlowRecorder extends MemoryRecorder {
  most = 0;
  #inFile = 0;

  get bytes(): number {
    return this.records.reduce((sum, { raw }) => sum + raw.length, 0);
  }

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
