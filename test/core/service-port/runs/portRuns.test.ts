import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { PORT_RUN_STAGES, type PortRun } from '../../../../shared/service-port/portRun.ts';
import { Trace } from '../../../../electron/core/trace/trace.ts';
import { brokenOff } from '../../../../electron/core/service-port/runs/brokenOff.ts';
import { RunBench, type RunBenchOptions } from './runBench.ts';

const benches: RunBench[] = [];
afterEach(async () => {
  for (const bench of benches.splice(0)) await bench.close();
});

async function start(options: RunBenchOptions = {}): Promise<RunBench> {
  const bench = await RunBench.start(options);
  benches.push(bench);
  return bench;
}

async function pushed(
  options: RunBenchOptions,
  version?: string,
  sizeBytes?: number,
): Promise<{ bench: RunBench; run: PortRun }> {
  const bench = await start(options);
  const begun = await bench.push(bench.firmware('2.0.0', sizeBytes), version);
  const run = await bench.settled(begun.id);
  return { bench, run };
}

describe('planning a push', () => {
  it('names what will happen, what was looked at, and what to type', async () => {
    const bench = await start();
    const filePath = bench.firmware('2.0.0');
    const plan = await bench.runs.plan(
      { path: bench.state.port.path, filePath, version: '2.0.0' },
      new AbortController().signal,
    );
    expect(plan).toMatchObject({
      method: 'ymodem',
      isExperimental: false,
      versionBefore: '1.0.0',
      confirmWith: 'B-77',
      file: { name: 'new.img', sizeBytes: 5000, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    });
    expect(plan.checks.map(({ code, level }) => `${code} ${level}`)).toEqual([
      'identified ok',
      'not-charging ok',
      'version ok',
      'ending ok',
      'no-snapshot warning',
    ]);
    expect(plan.will).toContain('Its clock is lost.');
    expect(plan.will.join(' ')).toContain('Keep the power on');
    expect(bench.holders).toBe(0);
  });

  const blocked: Record<
    string,
    { options?: RunBenchOptions; name?: string; content?: string; code: string }
  > = {
    'a car that charges': { options: { state: { isCharging: true } }, code: 'charging' },
    'a file of another ending': { name: 'new.hex', code: 'ending' },
    'a web page': { content: '<!doctype html><title>Log in</title>', code: 'web-page' },
    'a file that is too large': { options: { way: { maxBytes: 100 } }, code: 'too-large' },
    'a file that is too small': { options: { way: { minBytes: 100_000 } }, code: 'too-small' },
    'a file without the mark': { options: { way: { magic: { offset: 0, hex: '27051956' } } }, code: 'magic' },
  };
  for (const [what, { options = {}, name = 'new.img', content, code }] of Object.entries(blocked)) {
    it(`is stopped by ${what}, and nothing is sent`, async () => {
      const bench = await start(options);
      const filePath = bench.firmware('2.0.0', 5000, name);
      if (content !== undefined) writeFileSync(filePath, content);
      const { path } = bench.state.port;
      const plan = await bench.runs.plan({ path, filePath }, new AbortController().signal);
      expect(plan.checks.find(({ level }) => level === 'blocks')?.code).toBe(code);
      await expect(bench.push(filePath)).rejects.toMatchObject({ code: 'conflict' });
      expect(bench.device.cable.received()).toHaveLength(0);
    });
  }

  it('refuses the wrong word, an empty file and one that is not there', async () => {
    const bench = await start();
    const filePath = bench.firmware('2.0.0');
    const { path } = bench.state.port;
    await expect(bench.runs.push({ path, filePath, confirm: 'yes' })).rejects.toMatchObject({
      code: 'conflict',
    });
    writeFileSync(filePath, '');
    await expect(bench.push(filePath)).rejects.toMatchObject({ code: 'invalid-params' });
    await expect(bench.push(join(bench.folder, 'none.img'))).rejects.toMatchObject({ code: 'not-found' });
    await expect(bench.runs.push({ path, confirm: 'B-77' })).rejects.toMatchObject({
      code: 'invalid-params',
    });
  });

  it('fails where the port is not open', async () => {
    const bench = await start({ state: { phase: 'lost' } });
    await expect(bench.push(bench.firmware('2.0.0'))).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('a push', () => {
  it('is verified by the version that changed, with a record of each stage', async () => {
    const { bench, run } = await pushed({}, '2.0.0');
    expect(run).toMatchObject({
      state: 'verified',
      stage: 'version',
      versionAfter: '2.0.0',
      bytes: 5000,
      block: 5,
    });
    expect(Buffer.from(bench.device.flash() ?? []).equals(readFileSync(join(bench.folder, 'new.img')))).toBe(
      true,
    );
    expect(run.steps.map(({ code }) => code)).toEqual([
      'begun',
      'starting',
      'sending',
      'sent',
      'restarting',
      'identifying',
      'verified',
    ]);
    const [{ seq = 0 } = {}] = run.steps;
    expect(bench.trace.store.record(seq)).toMatchObject({
      kind: 'transfer',
      stationId: 'cable:B-77',
      direction: 'out',
    });
    expect(run.steps.every(({ seq }) => seq !== undefined)).toBe(true);
    expect(bench.holders).toBe(0);
    expect(bench.runs.awaited()).toEqual([]);
  });

  it('keeps the configuration first, where it can be read', async () => {
    const kept: string[] = [];
    const bench = await start({
      keepConfiguration: (cableId) => Promise.resolve(kept.push(cableId)),
      state: { capabilities: { can: ['configuration', 'firmware'], cannot: [] } },
    });
    const { id } = await bench.push(bench.firmware('2.0.0'));
    const run = await bench.settled(id);
    expect(kept).toEqual(['cable:B-77']);
    expect(run.steps[1]).toMatchObject({ code: 'snapshot' });
  });

  const meanwhile = [
    {
      what: 'another device came',
      change: { profileId: 'other' },
      sentence: 'Another device is on the port',
    },
    { what: 'a car began to charge', change: { isCharging: true }, sentence: 'A car has begun to charge' },
  ];
  for (const { what, change, sentence } of meanwhile) {
    it(`sends nothing where ${what} while the configuration was read`, async () => {
      const bench = await start({
        keepConfiguration: () => {
          bench.state = { ...bench.state, ...change };
          return Promise.resolve();
        },
        state: { capabilities: { can: ['configuration', 'firmware'], cannot: [] } },
      });
      const run = await bench.settled((await bench.push(bench.firmware('2.0.0'))).id);
      expect(run).toMatchObject({ state: 'failed', stage: 'checks' });
      expect(run.sentence).toContain(sentence);
      expect(run.remedy).toContain('Nothing was sent');
      expect(bench.device.cable.received()).toHaveLength(0);
      expect(bench.holders).toBe(0);
    });
  }

  it('is stopped at once while the configuration is read', async () => {
    const bench = await start({
      keepConfiguration: () => new Promise(() => undefined),
      state: { capabilities: { can: ['configuration', 'firmware'], cannot: [] } },
    });
    const { id } = await bench.push(bench.firmware('2.0.0'));
    expect(await bench.runs.cancel(id)).toMatchObject({ state: 'cancelled', stage: 'checks' });
    expect(bench.device.cable.received()).toHaveLength(0);
  });

  it('is unverified where the device has the same version as before', async () => {
    const { run } = await pushed({ habits: { keepsOld: true } });
    expect(run).toMatchObject({ state: 'unverified', versionBefore: '1.0.0', versionAfter: '1.0.0' });
    expect(run.remedy).toContain('refused');
  });

  it('is unverified where it does not tell its version, or another than was expected', async () => {
    const silent = await pushed({ habits: { silentAt: 'version' } });
    expect(silent.run).toMatchObject({ state: 'unverified', stage: 'version' });
    expect(silent.run.sentence).toContain('does not tell its version. It did not answer “version”.');
    const other = await pushed({}, '3.0.0');
    expect(other.run).toMatchObject({ state: 'unverified', versionAfter: '2.0.0', versionExpected: '3.0.0' });
  });

  const failing = [
    { stage: 'start', options: { habits: { silentAt: 'load' } }, state: 'failed' },
    { stage: 'transfer', options: { habits: { cancelsAt: 2 } }, state: 'failed' },
    { stage: 'restart', options: { habits: { silentAt: 'boot' } }, state: 'unverified' },
  ] as const;
  for (const { stage, options, state } of failing) {
    it(`that ends at stage ${stage} is ${state}, and says what to do`, async () => {
      const { run } = await pushed(options);
      expect(run).toMatchObject({ state, stage });
      if (state === 'failed') expect(run.sentence).toContain(`stage ${PORT_RUN_STAGES.indexOf(stage) + 1}`);
      expect(run.remedy).toBeTruthy();
      // Before the first block the device has what it had.
      if (stage === 'start') expect(run.remedy).toContain('Nothing of the firmware was sent');
    });
  }

  it('looks for a car once more where its configuration was read before', async () => {
    const bench = await start({
      keepConfiguration: () => Promise.resolve(),
      state: { capabilities: { can: ['configuration', 'firmware'], cannot: [] } },
    });
    let looks = 0;
    bench.onLookForCar = () => {
      looks += 1;
      // It came after the plan.
      if (looks === 2) bench.state = { ...bench.state, isCharging: true };
    };
    const run = await bench.settled((await bench.push(bench.firmware('2.0.0'))).id);
    expect(run).toMatchObject({ state: 'failed', stage: 'checks' });
    expect(run.sentence).toContain('A car has begun to charge');
  });

  it('sends nothing of a file that was changed since, and does not believe one that changes on its way', async () => {
    const before = await start({
      keepConfiguration: () => {
        before.firmware('2.0.1');
        return Promise.resolve();
      },
      state: { capabilities: { can: ['configuration', 'firmware'], cannot: [] } },
    });
    const unsent = await before.settled((await before.push(before.firmware('2.0.0'))).id);
    expect(unsent).toMatchObject({ state: 'failed', stage: 'checks' });
    expect(unsent.sentence).toContain('not the file any more');
    expect(before.device.cable.received()).toHaveLength(0);

    const bench = await start();
    const { id } = await bench.push(bench.firmware('2.0.0', 100_000));
    await bench.until(id, ({ block }) => block >= 3);
    bench.firmware('2.0.1', 100_000);
    const mixed = await bench.settled(id);
    expect(mixed).toMatchObject({ state: 'failed', stage: 'transfer' });
    expect(mixed.remedy).toContain('Parts of two files');
  });

  it('ends at once where the cable is pulled, at every block in turn', async () => {
    for (let block = 0; block <= 3; block += 1) {
      const { run, bench } = await pushed({ habits: { unplugsAt: block } }, undefined, 3 * 1024);
      expect(run, `block ${block}`).toMatchObject({ state: 'failed', stage: 'transfer' });
      expect(run.block).toBeLessThanOrEqual(block);
      expect(run.remedy).toContain('from the first block');
      expect(bench.holders).toBe(0);
      expect(run.steps.at(-1)).toMatchObject({ code: 'unplugged', level: 'problem' });
    }
  });

  it('is cancelled at both ends', async () => {
    const bench = await start();
    const { id } = await bench.push(bench.firmware('2.0.0', 400_000));
    await bench.until(id, ({ block }) => block >= 3);
    const run = await bench.runs.cancel(id);
    expect(run).toMatchObject({ state: 'cancelled', stage: 'transfer' });
    await bench.device.cable.until('\u0018\u0018\u0018\u0018\u0018');
    expect(await bench.runs.cancel(id)).toEqual(run);
  });

  it('has the port alone, and is told of while it goes on', async () => {
    const bench = await start();
    const { id } = await bench.push(bench.firmware('2.0.0', 300_000));
    const other = bench.firmware('2.0.0', 5000, 'other.img');
    await expect(bench.push(other)).rejects.toMatchObject({ code: 'busy' });
    expect(bench.runs.awaited()).toHaveLength(1);
    const during = await bench.until(id, ({ block }) => block >= 20);
    expect(during).toMatchObject({ state: 'transferring', blocks: 293 });
    expect(during.bytesPerS).toBeGreaterThan(0);
    expect(during.leftS).toBeGreaterThanOrEqual(0);
    await bench.settled(id);
  });

  it('goes on while the disk is full, says that it is not recorded, and all of it is in the file once there is room', async () => {
    const bench = await start();
    const filePath = bench.firmware('2.0.0', 300_000);
    bench.leaveRoom(10);
    const { id } = await bench.push(filePath, '2.0.0');
    const full = await bench.until(id, ({ steps }) => steps.some(({ code }) => code === 'not-recorded'));
    expect(full.steps.find(({ code }) => code === 'not-recorded')?.sentence).toMatch(
      /This goes on, but is not in the session file: .*disk is full/,
    );
    const run = await bench.settled(id);
    expect(run).toMatchObject({ state: 'verified', bytes: 300_000 });
    const { checks } = await bench.runs.plan(
      { path: bench.state.port.path, filePath },
      new AbortController().signal,
    );
    expect(checks.find(({ code }) => code === 'not-recorded')).toMatchObject({ level: 'warning' });

    bench.leaveRoom(1_000_000);
    await expect.poll(() => bench.trace.store.recording).toBe('on');
    const { store, path } = bench.trace;
    expect(store.committedSeq).toBe(store.lastSeq);
    const sent = store
      .between(1, store.lastSeq)
      .filter(({ kind, direction }) => kind === 'serial' && direction === 'out')
      .reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    expect(sent).toBeGreaterThan(300_000);
    await bench.trace.close();
    const again = Trace.open(path);
    expect(again.portRuns.load().find((kept) => kept.id === id)).toMatchObject({ state: 'verified' });
    await again.close();
  });

  it('that was cut with Kerbside itself is shown as broken off', async () => {
    const { bench, run } = await pushed({});
    const { endedAt: _ended, ...open } = run;
    bench.trace.portRuns.save({ ...open, id: 'cut', state: 'transferring', stage: 'transfer', block: 7 });
    bench.trace.portRuns.save({ ...open, id: 'late', state: 'checking', stage: 'restart' });
    const { path } = bench.trace;
    await bench.trace.close();
    const trace = Trace.open(path);
    const left = trace.portRuns.load().map((kept) => brokenOff(kept));
    await trace.close();
    expect(left.find(({ id }) => id === run.id)).toEqual(run);
    expect(left.find(({ id }) => id === 'cut')).toMatchObject({
      state: 'failed',
      sentence: expect.stringContaining('stage 3 (transfer; block 7 was over)') as string,
    });
    expect(left.find(({ id }) => id === 'late')).toMatchObject({ state: 'unverified' });
  });
});

describe('pulling a log', () => {
  it('keeps a file that the device sends, under a harmless name', async () => {
    const bench = await start();
    const { path } = bench.state.port;
    expect(bench.runs.choices(path).map(({ what }) => what)).toEqual(['log', 'print']);
    const { id } = await bench.runs.pull({ path });
    const run = await bench.settled(id);
    expect(run).toMatchObject({
      state: 'received',
      method: 'ymodem',
      file: { name: 'charger.log', sizeBytes: 15_000 },
    });
    expect(dirname(run.file?.path ?? '')).toBe(join(bench.folder, 'visit files', 'cable_B-77'));
    expect(readFileSync(run.file?.path ?? '', 'utf8')).toBe('line\n'.repeat(3000));
    expect(bench.runs.pulledFile(id)).toEqual({ path: run.file?.path, stationId: 'cable:B-77' });
    expect(run.steps.map(({ code }) => code)).toContain('secrets');
  });

  it('keeps what a command prints', async () => {
    const bench = await start();
    const folder = join(bench.folder, 'chosen');
    const { id } = await bench.runs.pull({ path: bench.state.port.path, what: 'print', folder });
    const run = await bench.settled(id);
    expect(run).toMatchObject({ state: 'received', method: 'command print', file: { name: 'print.txt' } });
    expect(readFileSync(join(folder, 'print.txt'), 'utf8')).toBe('first\nsecond\n');
  });

  it('keeps what had come when the cable is pulled, as cut', async () => {
    const bench = await start({ habits: { unplugsAt: 5 } });
    const { id } = await bench.runs.pull({ path: bench.state.port.path, what: 'log' });
    const run = await bench.settled(id);
    expect(run.state).toBe('failed');
    expect(run.file?.name).toBe('cut charger.log');
    expect(existsSync(run.file?.path ?? '')).toBe(true);
    expect(readdirSync(dirname(run.file?.path ?? ''))).toEqual(['cut charger.log']);
  });

  it('knows only what the profile knows', async () => {
    const bench = await start();
    const { path } = bench.state.port;
    await expect(bench.runs.pull({ path, what: 'none' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(bench.runs.cancel('none')).rejects.toMatchObject({ code: 'not-found' });
  });
});
