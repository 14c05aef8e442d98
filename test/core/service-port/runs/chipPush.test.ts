import { afterEach, describe, expect, it } from 'vitest';
import type { FirmwareWay } from '../../../../electron/core/service-port/drivers/chargerDriver.ts';
import { createRomDevice, type RomDevice, type RomHabits } from '../transfer/an3155/romDevice.ts';
import { RunBench } from './runBench.ts';

const benches: RunBench[] = [];
afterEach(async () => {
  for (const bench of benches.splice(0)) await bench.close();
});

async function start(way: Partial<FirmwareWay>): Promise<RunBench> {
  const bench = await RunBench.start({ way });
  benches.push(bench);
  return bench;
}

const STM32: Partial<FirmwareWay> = { method: 'an3155', chip: { name: 'STM32F103', signature: '0410' } };

/** A device that answers lines, jumps into the boot loader of its chip at `load`, and starts what was put there. */
function withRom({ device: { cable } }: RunBench, habits: RomHabits = {}): RomDevice {
  const write = (bytes: string | Uint8Array): void => void cable.write(bytes).catch(() => undefined);
  const rom = createRomDevice(write, habits);
  let isLoading = false;
  cable.onData((bytes) => {
    if (isLoading && rom.startedAt() === undefined) return rom.take(bytes);
    const line = bytes.toString('latin1');
    isLoading = line === 'load\n';
    if (isLoading) write('ready\n');
    if (line === 'boot\n') write('booted\n');
    if (line === 'version\n') write(`version ${rom.flash.toString('latin1', 0, 5)}\n`);
  });
  return rom;
}

describe('a push into a chip', () => {
  for (const way of [STM32, { method: 'esp32' } as const]) {
    it(`is planned as experimental, and says what a cut one leaves (${way.method})`, async () => {
      const bench = await start(way);
      const wish = { path: bench.state.port.path, filePath: bench.firmware('2.0.0') };
      const plan = await bench.runs.plan(wish, new AbortController().signal);
      expect(plan).toMatchObject({ method: way.method, isExperimental: true });
      expect(plan.checks.map(({ code }) => code)).toContain('experimental');
      expect(plan.will.join(' ')).toMatch(/If it is cut: .*does not charge until a push has ended/);
    });
  }

  it('goes from the boot loader to the version that it reports afterwards', async () => {
    const bench = await start(STM32);
    withRom(bench);
    const { id } = await bench.push(bench.firmware('2.0.0'), '2.0.0');
    const run = await bench.settled(id);
    expect(run).toMatchObject({ state: 'verified', versionAfter: '2.0.0', blocks: 20, block: 20 });
    expect(run.steps.map(({ sentence }) => sentence).join(' ')).toContain('tells chip 0410h');
  });

  it('fails at the transfer where the chip is another one, and nothing is erased', async () => {
    const bench = await start(STM32);
    const rom = withRom(bench, { chipId: 0x413 });
    const { id } = await bench.push(bench.firmware('2.0.0'), '2.0.0');
    const run = await bench.settled(id);
    expect(run).toMatchObject({ state: 'failed', stage: 'transfer' });
    expect(run.sentence).toMatch(/Failed at stage 3, the transfer: .*0413h.*Nothing was erased/);
    expect(rom.flash.every((byte) => byte === 0xaa)).toBe(true);
    expect(bench.holders).toBe(0);
  });
});
