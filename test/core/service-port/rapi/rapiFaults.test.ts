import { describe, expect, it } from 'vitest';
import { HAS_SOCAT, SOCAT_NOTE, startPtyDevice } from '../ptyDevice.ts';
import { createPracticePort } from '../../../../electron/practice/port/createPracticePort.ts';
import { connect } from 'node:net';
import { connectRapi, openRapi } from './openRapi.ts';
import { rapiProfile } from './rapiProfile.ts';

const quick = rapiProfile({}, { timeoutMs: 100, retries: 2, bootWaitMs: 300 });

describe('a RAPI line with faults', () => {
  it('strips the echo of a half-duplex line and says that it is there', async () => {
    const { driver, context, read, write, banners, meanings } = await openRapi(['echo']);
    expect(await driver.identify(context)).toMatchObject({ confidence: 'certain' });
    expect(banners.get('echo')).toContain('comes back');
    expect((await read('minCurrent')).value).toBe('6');
    expect(await write('maxCurrent', '16')).toMatchObject({ verdict: 'written', before: '24' });
    expect(meanings().join('\n')).toContain('= echo of what was sent');
    expect(banners.has('other-master')).toBe(false);
  });

  it('is not fooled by the echo of a write that the charger does not make, or leaves unanswered', async () => {
    const ignoring = await openRapi(['echo', 'ignores=SC'], quick);
    await ignoring.driver.identify(ignoring.context);
    expect(await ignoring.write('maxCurrent', '16')).toMatchObject({ verdict: 'different', readBack: '24' });
    const losing = await openRapi(['echo', 'loses-answer-to=FB'], quick);
    await losing.driver.identify(losing.context);
    expect(await losing.write('displayColour', 'red')).toMatchObject({ verdict: 'no-answer' });
  });

  it('finds answers between messages that come unasked', async () => {
    const { driver, context, read, write, charging, meanings } = await openRapi(['async', 'charging']);
    await driver.identify(context);
    expect((await read('state')).value).toBe('C: charging');
    expect(await write('maxCurrent', '16')).toMatchObject({ verdict: 'written' });
    expect(charging).toEqual([true]);
    expect(meanings().join('\n')).toMatch(
      /\$AT 03 03 24 0540.* = state: C: charging, pilot: C: charging, 24 A offered/,
    );
  });

  it('finds the next frame after noise, and tells of noise only when it is much', async () => {
    const light = await openRapi(['noise']);
    expect(await light.driver.identify(light.context)).toMatchObject({ confidence: 'certain' });
    expect((await light.read('state')).value).toBe('A: not connected');
    const heavy = await openRapi(['damages=2'], quick);
    await heavy.driver.identify(heavy.context);
    for (let turn = 0; turn < 8; turn += 1) expect((await heavy.read('minCurrent')).value).toBe('6');
    expect(heavy.banners.get('noise')).toMatch(/More than 30 %.* Look for the line rate anew/);
  });

  it('asks again when a question arrived damaged, but never writes twice', async () => {
    const { driver, context, read, write, sent } = await openRapi(['mishears=3'], quick);
    await driver.identify(context);
    for (let turn = 0; turn < 3; turn += 1) expect((await read('minCurrent')).value).toBe('6');
    for (let turn = 0; turn < 3; turn += 1) {
      const before = sent().length;
      const outcome = await write('maxCurrent', String(16 + turn));
      expect(['written', 'refused']).toContain(outcome.verdict);
      if (outcome.verdict === 'refused') expect(outcome.sentence).toContain('arrived damaged');
      expect(
        sent()
          .slice(before)
          .filter((text) => text.startsWith('$SC')),
      ).toHaveLength(1);
    }
  });

  it('reads back where the answer to a write was lost, and does not send it again', async () => {
    const { driver, context, write, sent } = await openRapi(['loses-answer-to=SC'], quick);
    await driver.identify(context);
    expect(await write('maxCurrent', '16')).toMatchObject({
      verdict: 'written',
      sentence: expect.stringContaining('Its answer was lost, but the value is there.'),
    });
    expect(sent().filter((text) => text.startsWith('$SC'))).toHaveLength(1);
  });

  it('says that it may hold or not where nothing can be read back either', async () => {
    const { driver, context, write } = await openRapi(['loses-answer-to=FB'], quick);
    await driver.identify(context);
    expect(await write('displayColour', 'red')).toMatchObject({
      verdict: 'no-answer',
      sentence: expect.stringContaining('may hold or not'),
    });
  });

  it('writes nothing where the value cannot even be read before', async () => {
    const { driver, context, write, sent } = await openRapi(['deafens=5'], quick);
    await driver.identify(context);
    expect(await write('maxCurrent', '16')).toMatchObject({
      verdict: 'not-sent',
      sentence: 'It was not sent. The charger did not answer.',
    });
    expect(sent().filter((text) => text.startsWith('$SC'))).toEqual([]);
  });

  it('puts the rate in doubt where nothing that comes is a frame', async () => {
    const { driver, context, banners } = await openRapi(
      ['wrong-rate'],
      // Enough is heard only by asking some times, also on a busy computer.
      rapiProfile({}, { timeoutMs: 30, bootWaitMs: 1500 }),
    );
    const identity = driver.identify(context);
    await expect.poll(() => banners.get('noise')).toMatch(/30 %.* Look for the line rate anew/);
    expect(await identity).toMatchObject({ confidence: 'unknown' });
  });

  it('takes no answer with the sequence id of somebody else', async () => {
    const { driver, context } = await openRapi(
      ['wrong-id'],
      rapiProfile({}, { timeoutMs: 60, bootWaitMs: 0 }),
    );
    // Without ids it answers well: only answers with a strange id are left alone.
    const identity = await driver.identify(context);
    expect(identity.facts).toContainEqual({ name: 'Sequence ids', value: 'no' });
  });

  it('does not take the late answer to one question for the answer to the next', async () => {
    const ids = await openRapi(['late-upon=GA'], rapiProfile({}, { timeoutMs: 80, retries: 0 }));
    await ids.driver.identify(ids.context);
    expect(await ids.read('ammeterScale')).toMatchObject({ failure: 'no-answer' });
    expect(await ids.read('socketLockMode')).not.toMatchObject({ value: '220' });
    const old = await openRapi(['old', 'late-upon=GF'], rapiProfile({}, { timeoutMs: 80, retries: 3 }));
    await old.driver.identify(old.context);
    await old.read('gfiTrips');
    expect((await old.read('minCurrent')).value).toBe('6');
    expect(old.banners.has('other-master')).toBe(false);
  });

  it('notices that the charger restarted in the middle of a write', async () => {
    const { driver, context, write, counts } = await openRapi(
      ['restarts-upon=SC', 'boots=150'],
      rapiProfile({}, { timeoutMs: 400, bootWaitMs: 2000 }),
    );
    await driver.identify(context);
    expect(await write('maxCurrent', '16')).toMatchObject({
      verdict: 'different',
      readBack: '24',
      sentence: expect.stringContaining('The charger restarted before it answered.'),
    });
    expect(counts.restarts).toBe(1);
  });

  it('says that an answer came only in part', async () => {
    const { driver, context, read } = await openRapi(['cuts-answer-to=GA'], quick);
    await driver.identify(context);
    expect(await read('ammeterScale')).toMatchObject({
      failure: 'no-answer',
      trouble: 'Only a part of the answer came.',
    });
    expect((await read('minCurrent')).value).toBe('6');
  });

  it('warns of somebody else who asks on the same line', async () => {
    const { driver, context, banners, until, read } = await openRapi(['other-master']);
    await driver.identify(context);
    await until(() => banners.has('other-master'));
    expect(banners.get('other-master')).toContain('network module');
    expect((await read('minCurrent')).value).toBe('6');
  });

  it('goes on under a flood of messages', async () => {
    const { driver, context, read, write } = await openRapi(['flood=1', 'charging']);
    expect(await driver.identify(context)).toMatchObject({ confidence: 'certain' });
    for (let turn = 0; turn < 5; turn += 1) expect((await read('minCurrent')).value).toBe('6');
    expect(await write('maxCurrent', '16')).toMatchObject({ verdict: 'written' });
  });

  it('stops asking when two questions in a row had no answer, and then asks one at a time', async () => {
    const profile = rapiProfile({}, { timeoutMs: 60, retries: 1, bootWaitMs: 0 });
    const { driver, context, sent } = await openRapi(['deafens=5'], profile);
    await driver.identify(context);
    const keys = ['state', 'current', 'clock', 'gfiTrips', 'ammeterScale'];
    const ask = async (): Promise<number> => {
      const before = sent().length;
      const readings = await driver.read(keys, context);
      expect(readings.every(({ failure }) => failure === 'no-answer')).toBe(true);
      return sent().length - before;
    };
    expect(await ask()).toBe(4);
    expect(await ask()).toBe(1);
  });

  it('does not wait for the start of a silent device before each reading', async () => {
    const profile = rapiProfile({}, { timeoutMs: 60, bootWaitMs: 700 });
    const { driver, context, sent } = await openRapi(['silent'], profile);
    await driver.identify(context);
    const before = sent().length;
    await driver.read(['state', 'current', 'clock'], context);
    // One round of its dialects.
    expect(sent().length - before).toBe(3);
  });

  it('ends at once with the reason when the cable is pulled, whatever is being done', async () => {
    const slow = rapiProfile({}, { timeoutMs: 30_000, bootWaitMs: 30_000 });
    const works: Array<(opened: Awaited<ReturnType<typeof openRapi>>) => Promise<unknown>> = [
      ({ driver, context }) => driver.identify(context),
      ({ driver, context }) => driver.read(['state', 'clock'], context),
      ({ write }) => write('maxCurrent', '16'),
      ({ write }) => write('restart', 'now'),
    ];
    for (const work of works) {
      const opened = await openRapi(['late=20000'], slow);
      const done = work(opened);
      const failed = expect(done).rejects.toMatchObject({ code: 'unavailable' });
      await opened.unplug();
      await failed;
      await expect(opened.read('state')).rejects.toMatchObject({ code: 'unavailable' });
    }
  });

  it('never hangs, at whichever question the cable is pulled', async () => {
    const slow = rapiProfile({}, { timeoutMs: 30_000, bootWaitMs: 30_000 });
    for (let question = 1; question <= 11; question += 1) {
      const { driver, context, write, until, line } = await openRapi([`unplugs=${question}`], slow);
      const work = async (): Promise<unknown> => {
        await driver.identify(context);
        await driver.read(['state', 'clock', 'minCurrent'], context);
        await write('maxCurrent', '16');
        return driver.read(['state'], context);
      };
      await expect(work()).rejects.toMatchObject({ code: 'unavailable' });
      await until(() => line.lost.aborted);
    }
  });

  it('ends at once when it is cancelled, and the line is free', async () => {
    const { driver, context, read } = await openRapi(['late-upon=GA'], rapiProfile({}, { timeoutMs: 5000 }));
    await driver.identify(context);
    const stop = new AbortController();
    const reading = driver.read(['ammeterScale'], { signal: stop.signal });
    stop.abort(new Error('not wanted any more'));
    await expect(reading).rejects.toThrow('not wanted any more');
    expect((await read('minCurrent')).value).toBe('6');
  });
});

describe('RAPI over a pty', () => {
  it.skipIf(!HAS_SOCAT)(`identifies, reads and writes as over any line${SOCAT_NOTE}`, async () => {
    const pty = await startPtyDevice();
    const practice = await createPracticePort({ device: 'rapi', habits: ['fast', 'session=0'] });
    const cable = connect(Number(new URL(practice.path).port), '127.0.0.1');
    pty.in.pipe(cable);
    cable.pipe(pty.out);
    try {
      const { driver, context, read, write } = await connectRapi(pty.path);
      expect(await driver.identify(context)).toMatchObject({ confidence: 'certain' });
      expect((await read('mcuId')).value).toBe('011241357A1F3C0A0B0D');
      expect(await write('maxCurrent', '16')).toMatchObject({ verdict: 'written' });
      const reading = driver.read(['state'], context);
      const outcome = reading.then(
        () => 'read',
        () => 'lost',
      );
      await pty.unplug();
      expect(['read', 'lost']).toContain(await outcome);
      await expect(read('state')).rejects.toMatchObject({ code: 'unavailable' });
    } finally {
      cable.destroy();
      await practice.stop();
      await pty.unplug();
    }
  });
});
