import { describe, expect, it, onTestFinished } from 'vitest';
import { createPracticePort } from '../../../../electron/practice/port/createPracticePort.ts';
import { HEIDELBERG } from './heidelberg.ts';
import { halfDuplex } from './halfDuplex.ts';
import { benchAt, benchWith, FAST, profileOf, valueOf } from './modbusFixture.ts';

const onceOnly = { ...HEIDELBERG.line, retries: 0 };

describe('half-duplex echo', () => {
  it('is noticed by the first harmless read, taken out, and no write is believed for it', async () => {
    const bench = await benchWith(['echo']);
    const { driver, context, banners } = bench;
    expect(await driver.identify(context)).toMatchObject({ confidence: 'certain' });
    expect(banners.get('echo')).toMatchObject({ level: 'info' });
    expect(await driver.write('maxCurrent', '8', context)).toMatchObject({
      verdict: 'written',
      readBack: '8',
      sentence: 'The device acknowledged it, after the echo. Read back: 8 (raw 0050).',
    });
    expect(await driver.write('failsafe', '8', context)).toMatchObject({ verdict: 'written', readBack: '8' });
  });

  it.each([
    ['ignores-writes', 'different'],
    ['refuses-writes', 'refused'],
    ['lost-write-answer', 'written'],
  ] as const)('of a write that the device %s leads to “%s”', async (habit, verdict) => {
    const { driver, context } = await benchWith(['echo', habit]);
    await driver.identify(context);
    expect(await driver.write('maxCurrent', '8', context)).toMatchObject({ verdict });
  });

  it('through a line that really returns each byte', async () => {
    const port = await createPracticePort({ device: 'modbus' });
    onTestFinished(() => port.stop());
    const bench = await benchAt(await halfDuplex(port.path), profileOf());
    expect(await valueOf(bench, 'state')).toBe('C2');
    expect(bench.banners.has('echo')).toBe(true);
    expect(await bench.driver.write('maxCurrent', '7', bench.context)).toMatchObject({ verdict: 'written' });
    const echoes = bench.line.told.filter(({ meaning }) => meaning === 'echo of what was sent');
    expect(echoes.map(({ hex }) => hex)).toEqual(
      bench.line.told.filter(({ direction }) => direction === 'out').map(({ hex }) => hex),
    );
  });

  it('with nobody behind it is no answer', async () => {
    const bench = await benchWith(['echo', 'silent'], profileOf({ line: onceOnly }));
    const identity = await bench.driver.identify(bench.context);
    expect(identity).toMatchObject({
      confidence: 'unknown',
      sentence: 'Unit 1 did not answer within 100 ms. Only the echo of the request came back.',
    });
    expect(bench.banners.has('echo')).toBe(true);
    expect(await bench.driver.write('maxCurrent', '7', bench.context)).toMatchObject({ verdict: 'not-sent' });
  });
});

describe('noise', () => {
  it('around answers hides none of them', async () => {
    const bench = await benchWith(['noise']);
    expect(await valueOf(bench, 'state')).toBe('C2');
    expect(await bench.driver.write('maxCurrent', '9', bench.context)).toMatchObject({ verdict: 'written' });
  });

  it('in more than 30 % of the frames puts the rate in doubt; reads are asked again, a bounded number of times', async () => {
    const bench = await benchWith(['damaged']);
    for (let turn = 0; turn < 6; turn += 1) expect(await valueOf(bench, 'state')).toBe('C2');
    expect(bench.banners.get('noise')).toMatchObject({
      level: 'warning',
      remedy: expect.stringContaining('line rate') as string,
    });
  });

  it('in the only answer makes it unreadable, which is not silence', async () => {
    const bench = await benchWith(['damaged'], profileOf({ line: onceOnly }));
    await valueOf(bench, 'state');
    const [reading] = await bench.driver.read(['power'], bench.context);
    expect(reading).toMatchObject({
      failure: 'unreadable',
      trouble: expect.stringContaining('bytes came') as string,
    });
    expect(bench.line.told.at(-1)).toMatchObject({
      meaning: 'a damaged frame: its check is wrong',
      isProblem: true,
    });
  });
});

describe('a line that carries nothing readable', () => {
  it('is told from a silent one, puts the rate in doubt, and nothing is written into it', async () => {
    const bench = await benchWith(['wrong-rate'], profileOf({ line: onceOnly }));
    const { driver, context, banners, line } = bench;
    expect(await driver.identify(context)).toMatchObject({
      confidence: 'unknown',
      sentence: expect.stringContaining('another rate or parity'),
    });
    for (let turn = 0; turn < 5; turn += 1) expect(await valueOf(bench, 'state')).toBe('unreadable');
    expect(banners.get('noise')).toMatchObject({ remedy: expect.stringContaining('rate and parity') });
    expect(await driver.write('maxCurrent', '8', context)).toMatchObject({ verdict: 'not-sent' });
    expect(line.told.some(({ meaning }) => meaning.includes('write'))).toBe(false);
  });

  it('but bytes of a device that babbles hides no answer', async () => {
    const bench = await benchWith(['flood']);
    for (let turn = 0; turn < 5; turn += 1) expect(await valueOf(bench, 'state')).toBe('C2');
    expect(await bench.driver.write('maxCurrent', '8', bench.context)).toMatchObject({ verdict: 'written' });
    expect(bench.restarts()).toBe(0);
  });
});

describe('answers of somebody else', () => {
  it('are ignored, and the technician is told', async () => {
    const bench = await benchWith(['wrong-unit']);
    expect(await valueOf(bench, 'state')).toBe('C2');
    expect(bench.banners.get('foreign-answer')).toMatchObject({
      sentence: 'Unit 7 answered what was asked of unit 1. Such answers are ignored.',
    });
  });

  it('are no answer where the right one does not come', async () => {
    const bench = await benchWith(['wrong-unit-only'], profileOf({ line: onceOnly }));
    expect(await bench.driver.read(['state'], bench.context)).toMatchObject([
      { failure: 'no-answer', trouble: expect.stringContaining('unit 7 answered in its place') as string },
    ]);
  });

  it('to another function are ignored', async () => {
    const bench = await benchWith(['wrong-function'], profileOf({ line: onceOnly }));
    expect(await valueOf(bench, 'state')).toBe('no-answer');
  });

  it('that come too late do not pass for the answer to the next question', async () => {
    // The device takes 150 ms, and 100 ms are given: each answer arrives in the time of the next question of the same shape.
    const bench = await benchWith(['slow'], profileOf({ line: onceOnly }));
    expect(await valueOf(bench, 'currentL1')).toBe('no-answer');
    expect(await valueOf(bench, 'voltageL1')).toBe('no-answer');
    expect(bench.line.told.find(({ meaning }) => meaning.startsWith('too late'))).toBeDefined();
    expect(bench.banners.has('other-master')).toBe(false);
  });

  it('that take long are awaited where the profile says so', async () => {
    const bench = await benchWith(['slow'], profileOf({ line: { ...HEIDELBERG.line, timeoutMs: 2000 } }));
    expect(await valueOf(bench, 'voltageL1')).toBe('230');
  });
});

describe('another master on the bus', () => {
  it('heard before our first byte keeps us silent, until the technician takes the bus', async () => {
    const bench = await benchWith(['other-master'], profileOf(), { timing: { ...FAST, listenMs: 300 } });
    const { driver, context, line, banners } = bench;
    expect(await driver.identify(context)).toMatchObject({
      confidence: 'unknown',
      sentence: expect.stringContaining('Another master is talking on this bus') as string,
    });
    expect(banners.get('other-master')).toMatchObject({
      level: 'warning',
      sentence: expect.stringContaining('FC4 unit 3: register 5') as string,
    });
    expect(await driver.read(['state'], context)).toMatchObject([
      { trouble: expect.stringContaining('Kerbside stays silent') as string },
    ]);
    expect(await driver.write('maxCurrent', '8', context)).toMatchObject({ verdict: 'not-sent' });
    await expect(driver.scanUnits(1, 3, context)).rejects.toMatchObject({ code: 'conflict' });
    expect(driver.forbids(Buffer.from(':010601050050A3\r\n'))).toMatch(/another master/);
    expect(line.bytes.out).toHaveLength(0);

    driver.takeBus();
    expect(banners.get('other-master')?.sentence).toContain('you took it');
    expect(await driver.identify(context)).toMatchObject({ confidence: 'certain' });
    expect(await driver.write('maxCurrent', '8', context)).toMatchObject({ verdict: 'written' });
  });

  it('that went quiet leaves us reading, not writing', async () => {
    const bench = await benchWith(['other-master'], profileOf(), {
      timing: { ...FAST, listenMs: 300, ongoingMs: 0 },
    });
    expect(await valueOf(bench, 'state')).toBe('C2');
    expect(await bench.driver.write('maxCurrent', '8', bench.context)).toMatchObject({
      verdict: 'not-sent',
      sentence: expect.stringContaining('nothing is written') as string,
    });
  });
});

describe('no answer and a refusal', () => {
  it('are kept apart from each other', async () => {
    const silent = await benchWith(['silent'], profileOf({ line: onceOnly }));
    expect(await silent.driver.read(['state'], silent.context)).toMatchObject([
      { failure: 'no-answer', trouble: 'Unit 1 did not answer within 100 ms.' },
    ]);
    const items = HEIDELBERG.items.map((item) => (item.key === 'firmware' ? { ...item, addr: 999 } : item));
    const refusing = await benchWith([], profileOf({ items }));
    expect(await refusing.driver.read(['firmware'], refusing.context)).toMatchObject([
      {
        failure: 'refused',
        trouble:
          'The device refuses: exception 2: illegal data address: the device has no such register, or not all of them.',
      },
    ]);
  });

  it('a device that stays silent is not asked for everything', async () => {
    const { driver, context, line } = await benchWith(['silent'], profileOf({ line: onceOnly }));
    const readings = await driver.read(
      driver.items().map(({ key }) => key),
      context,
    );
    expect(readings.every(({ failure }) => failure === 'no-answer')).toBe(true);
    expect(line.told.filter(({ direction }) => direction === 'out')).toHaveLength(2);
  });

  it('a read is tried again as often as the profile says, and a write never', async () => {
    const { driver, context, line } = await benchWith(['lost-write-answer']);
    expect(await driver.write('maxCurrent', '8', context)).toMatchObject({
      verdict: 'written',
      sentence: expect.stringContaining('was not acknowledged') as string,
    });
    expect(line.told.filter(({ meaning }) => meaning.includes('unit 1: write'))).toHaveLength(1);
    const silent = await benchWith(['silent']);
    await silent.driver.read(['state'], silent.context);
    expect(silent.line.told.filter(({ direction }) => direction === 'out')).toHaveLength(3);
  });

  it('a write without answer whose value did not change is said to be open', async () => {
    const { driver, context, line } = await benchWith(['lost-write-answer', 'ignores-writes']);
    expect(await driver.write('maxCurrent', '8', context)).toMatchObject({
      verdict: 'no-answer',
      readBack: '16',
      sentence: expect.stringContaining('not sent again') as string,
    });
    expect(line.told.filter(({ meaning }) => meaning.includes('unit 1: write'))).toHaveLength(1);
  });

  it('writes that are refused or change nothing are told apart', async () => {
    const refusing = await benchWith(['refuses-writes']);
    expect(await refusing.driver.write('maxCurrent', '8', refusing.context)).toMatchObject({
      verdict: 'refused',
      sentence: expect.stringContaining('exception 1') as string,
    });
    const ignoring = await benchWith(['ignores-writes']);
    expect(await ignoring.driver.write('maxCurrent', '8', ignoring.context)).toMatchObject({
      verdict: 'different',
      readBack: '16',
    });
  });
});

describe('a device', () => {
  it('with holes in a block is read register by register, and remembered as such', async () => {
    const { driver, context, line } = await benchWith(['holes']);
    const keys = ['state', 'voltageL1', 'voltageL2', 'power'];
    const expected = [
      { key: 'state', value: 'C2' },
      { key: 'voltageL1', value: '230' },
      { key: 'voltageL2', failure: 'refused' },
      { key: 'power', value: '11040' },
    ];
    expect(await driver.read(keys, context)).toMatchObject(expected);
    const first = line.told.filter(({ direction }) => direction === 'out').length;
    expect(await driver.read(keys, context)).toMatchObject(expected);
    expect(first).toBe(5);
    expect(line.told.filter(({ direction }) => direction === 'out')).toHaveLength(first + 4);
  });

  it('that starts anew in the middle is noticed by what it prints, and is to be identified again', async () => {
    const bench = await benchWith(['restart']);
    for (let turn = 0; turn < 6; turn += 1) expect(await valueOf(bench, 'state')).toBe('C2');
    expect(bench.restarts()).toBe(1);
    expect(bench.line.told.find(({ meaning }) => meaning.startsWith('text instead of frames'))).toBeDefined();
    expect(bench.banners.has('noise')).toBe(false);
  });

  it('that prints a log between its answers is read all the same, and was not started anew', async () => {
    const bench = await benchWith(['log-lines']);
    for (let turn = 0; turn < 4; turn += 1) expect(await valueOf(bench, 'state')).toBe('C2');
    expect(await bench.driver.write('maxCurrent', '8', bench.context)).toMatchObject({ verdict: 'written' });
    expect(bench.restarts()).toBe(0);
    expect(bench.banners.has('noise')).toBe(false);
  });

  it('whose cable is pulled in the middle ends the reading at once with the reason', async () => {
    const bench = await benchWith(
      ['unplugs=2'],
      profileOf({ line: { ...HEIDELBERG.line, timeoutMs: 30_000 } }),
    );
    expect(await valueOf(bench, 'state')).toBe('C2');
    await expect(valueOf(bench, 'state')).rejects.toThrow('The cable was pulled.');
  });

  it('that sleeps is woken by a read, also before a write, which leaves once', async () => {
    const line = { ...onceOnly, wakeUp: { times: 2, everyMs: 50 } };
    const { driver, context, line: wire } = await benchWith(['sleeps'], profileOf({ line }));
    expect(await driver.write('maxCurrent', '8', context)).toMatchObject({ verdict: 'written' });
    const sent = wire.told.filter(({ direction }) => direction === 'out').map(({ meaning }) => meaning);
    expect(sent[0]).toBe('FC4 unit 1: register 4');
    expect(sent.filter((meaning) => meaning.includes('write'))).toHaveLength(1);
  });

  it('with a heartbeat gets it once it is identified, which a banner says, until the port is closed', async () => {
    const heartbeat = {
      fc: 6 as const,
      addr: 257,
      value: 4711,
      everyMs: 100,
      meaning: 'Without it the box falls back.',
    };
    const bench = await benchWith([], profileOf({ heartbeat }));
    expect(await valueOf(bench, 'watchdog')).toBe('15000');
    expect(bench.banners.has('heartbeat')).toBe(false);
    await bench.driver.identify(bench.context);
    expect(bench.banners.get('heartbeat')).toMatchObject({
      sentence:
        'Kerbside writes 4711 to register 257 every 0.1 s while this port is open. Without it the box falls back.',
    });
    await expect.poll(() => valueOf(bench, 'watchdog')).toBe('4711');
    const beats = () => bench.line.told.filter(({ meaning }) => meaning.includes('write 4711')).length;
    await expect.poll(beats).toBeGreaterThan(2);
  });

  it('that starts anew gets no heartbeat until it is identified again', async () => {
    const heartbeat = { fc: 6 as const, addr: 257, value: 4711, everyMs: 60_000, meaning: 'It falls back.' };
    // Few questions, so that it starts anew, at the fifth, after it is known.
    const bench = await benchWith(
      ['restart'],
      profileOf({ heartbeat, identity: undefined, charging: undefined }),
    );
    await bench.driver.identify(bench.context);
    expect(bench.banners.has('heartbeat')).toBe(true);
    for (let turn = 0; bench.restarts() === 0 && turn < 10; turn += 1) await valueOf(bench, 'state');
    expect(bench.restarts()).toBe(1);
    expect(bench.banners.has('heartbeat')).toBe(false);
    await bench.driver.identify(bench.context);
    expect(bench.banners.has('heartbeat')).toBe(true);
    const beats = () => bench.line.told.filter(({ meaning }) => meaning.startsWith('FC6')).length;
    await expect.poll(beats).toBe(2);
  });

  it('whose heartbeats are refused is told of', async () => {
    const heartbeat = { fc: 6 as const, addr: 257, value: 4711, everyMs: 100, meaning: 'It falls back.' };
    const bench = await benchWith(['refuses-writes'], profileOf({ heartbeat }));
    await bench.driver.identify(bench.context);
    await expect.poll(() => bench.banners.has('heartbeat-trouble')).toBe(true);
  });

  it('that is asked by the technician’s own bytes has no other master for it', async () => {
    const bench = await benchWith();
    const frame = Buffer.from('010400050001', 'hex');
    const bytes = Uint8Array.of(...frame, 0x21, 0xcb);
    expect(bench.driver.forbids(bytes)).toBeUndefined();
    await bench.line.write(bytes);
    await expect.poll(() => bench.line.told.length).toBe(1);
    expect(bench.line.told[0]).toMatchObject({ meaning: 'answer of unit 1 to FC4, 3 bytes' });
    expect(bench.banners.has('other-master')).toBe(false);
  });
});
