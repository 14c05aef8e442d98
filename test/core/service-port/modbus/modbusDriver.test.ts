import { describe, expect, it } from 'vitest';
import { benchWith, profileOf, valueOf } from './modbusFixture.ts';
import { HEIDELBERG } from './heidelberg.ts';

describe('a Modbus device that behaves', () => {
  it('is identified by what it answers', async () => {
    const { driver, context, charging, banners } = await benchWith();
    expect(await driver.identify(context)).toEqual({
      vendor: 'Heidelberg',
      model: 'Energy Control',
      firmwareVersion: '107',
      confidence: 'certain',
      sentence:
        'Unit 1 answers as Heidelberg Energy Control does: register layout version in register 4 (FC4) is 264.',
      facts: [{ name: 'Hardware limit', value: '16' }],
    });
    expect(charging).toEqual([true]);
    expect([...banners]).toEqual([]);
  });

  it('is likely only, where others answer in the same way', async () => {
    const lookAlikes = [{ profile: 'walther-basicevo', difference: 'It has register 300.' }];
    const { driver, context } = await benchWith([], profileOf({ lookAlikes }));
    expect(await driver.identify(context)).toMatchObject({
      confidence: 'likely',
      sentence: expect.stringContaining(
        'It looks much like walther-basicevo: It has register 300.',
      ) as string,
    });
  });

  it('of another kind is told from it', async () => {
    const { driver, context } = await benchWith(
      [],
      profileOf({ identify: [{ fc: 4, addr: 4, min: 0x0200 }] }),
    );
    expect(await driver.identify(context)).toMatchObject({
      confidence: 'unknown',
      sentence: expect.stringContaining('register 4 (FC4) is 264, less than 512') as string,
    });
  });

  it('is read in as few requests as its blocks allow', async () => {
    const bench = await benchWith();
    const { driver, context, line } = bench;
    const keys = driver.items().map(({ key }) => key);
    const readings = await driver.read(keys, context);
    expect(Object.fromEntries(readings.map(({ key, value }) => [key, value]))).toEqual({
      state: 'C2',
      currentL1: '16',
      temperature: '31.4',
      voltageL1: '230',
      voltageL2: '229',
      power: '11040',
      energy: '1234567',
      hardwareMax: '16',
      firmware: '107',
      watchdog: '15000',
      remoteLock: 'unlocked',
      maxCurrent: '16',
      failsafe: '6',
    });
    expect(readings[0]).toMatchObject({ raw: '0007' });
    const requests = line.told.filter(({ direction }) => direction === 'out').map(({ meaning }) => meaning);
    expect(requests).toEqual([
      'FC4 unit 1: registers 5-18',
      'FC4 unit 1: register 100',
      'FC4 unit 1: register 203',
      'FC3 unit 1: registers 257-259',
      'FC3 unit 1: registers 261-262',
    ]);
    expect(line.told.findLast(({ direction }) => direction === 'in')).toMatchObject({
      action: 'FC3',
      meaning: 'unit 1: registers 261-262: Maximum current 16 A, failsafe 6 A',
      isProblem: false,
    });
  });

  it('takes a value, which is read back', async () => {
    const bench = await benchWith();
    const { driver, context } = bench;
    expect(await driver.write('maxCurrent', '10.5', context)).toEqual({
      key: 'maxCurrent',
      before: '16',
      wanted: '10.5',
      readBack: '10.5',
      verdict: 'written',
      sentence: 'The device acknowledged it. Read back: 10.5 (raw 0069).',
    });
    expect(await valueOf(bench, 'currentL1')).toBe('10.5');
    expect(await driver.write('maxCurrent', '0', context)).toMatchObject({ verdict: 'written' });
    expect(await valueOf(bench, 'state')).toBe('C1');
    expect(bench.charging).toEqual([false]);
    expect(await driver.write('remoteLock', 'locked', context)).toMatchObject({
      before: 'unlocked',
      verdict: 'written',
    });
  });

  it.each([
    ['maxCurrent', '5.9'],
    ['maxCurrent', '16.1'],
    ['maxCurrent', '6.05'],
    ['maxCurrent', 'ten'],
    ['watchdog', '65536'],
    ['remoteLock', 'half'],
    ['remoteLock', 'constructor'],
  ])('nothing is sent to make %s %s', async (key, value) => {
    const { driver, context, line } = await benchWith();
    await expect(driver.write(key, value, context)).rejects.toMatchObject({ code: 'invalid-params' });
    expect(line.told.filter(({ meaning }) => meaning.includes('write'))).toEqual([]);
  });

  it('is not written where the profile says no', async () => {
    const items = HEIDELBERG.items.map((item) =>
      item.key === 'watchdog'
        ? { ...item, write: { fc: 6 as const, risk: 'safety' as const, forbidden: 'It is for the factory.' } }
        : item,
    );
    const { driver, context } = await benchWith([], profileOf({ items }));
    await expect(driver.write('watchdog', '1', context)).rejects.toMatchObject({
      code: 'conflict',
      message: 'watchdog is never written. It is for the factory.',
    });
    await expect(driver.write('state', 'C1', context)).rejects.toMatchObject({ code: 'conflict' });
    await expect(driver.write('nothing', '1', context)).rejects.toMatchObject({ code: 'not-found' });
    const frame = Buffer.from('010601010001', 'hex');
    expect(driver.forbids(withCrc(frame))).toBe('It is for the factory.');
    expect(driver.forbids(withCrc(Buffer.from('0110010000020400000001', 'hex')))).toBe(
      'It is for the factory.',
    );
    expect(driver.forbids(Buffer.from(':010601010001F6\r\n'))).toBe('It is for the factory.');
    expect(driver.forbids(withCrc(Buffer.from('000601050064', 'hex')))).toMatch(/unit 0/);
    expect(driver.forbids(withCrc(Buffer.from('010601050064', 'hex')))).toBeUndefined();
    expect(driver.forbids(withCrc(Buffer.from('010301010001', 'hex')))).toBeUndefined();
  });

  it('keeps what a write needs in mind', async () => {
    const items = HEIDELBERG.items.map((item) =>
      item.key === 'watchdog' && item.write !== undefined
        ? {
            ...item,
            write: {
              ...item.write,
              needs: [{ key: 'remoteLock', values: ['locked'], why: 'The box must be locked first.' }],
            },
          }
        : item,
    );
    const { driver, context } = await benchWith([], profileOf({ items }));
    expect(await driver.write('watchdog', '1000', context)).toMatchObject({
      verdict: 'not-sent',
      sentence:
        'The box must be locked first. remoteLock has to be locked, and it is unlocked. Nothing was written.',
    });
    await driver.write('remoteLock', 'locked', context);
    expect(await driver.write('watchdog', '1000', context)).toMatchObject({ verdict: 'written' });
  });

  it('is not worn out by writing in a loop', async () => {
    const { driver, context, line } = await benchWith();
    expect(await driver.write('failsafe', '6', context)).toMatchObject({
      verdict: 'written',
      sentence: expect.stringContaining('was not written again') as string,
    });
    for (const value of ['7', '8', '9', '10', '11', '12'])
      expect(await driver.write('failsafe', value, context)).toMatchObject({
        verdict: 'written',
        readBack: value,
      });
    expect(await driver.write('failsafe', '13', context)).toMatchObject({
      verdict: 'not-sent',
      sentence: expect.stringContaining('wears out') as string,
    });
    expect(line.told.filter(({ meaning }) => meaning.includes('unit 1: write'))).toHaveLength(6);
  });

  it('says what it cannot do', async () => {
    const { driver } = await benchWith(
      [],
      profileOf({ noFirmware: 'The maker updates it over its own tool.' }),
    );
    expect(driver.capabilities.can).toEqual(['identify', 'configuration', 'write', 'live']);
    expect(driver.capabilities.cannot.map(({ capability }) => capability)).toEqual([
      'log',
      'diagnostics',
      'firmware',
    ]);
    expect(driver.capabilities.cannot).toContainEqual({
      capability: 'firmware',
      sentence: 'The maker updates it over its own tool.',
    });
    expect(driver.diagnostics()).toEqual([]);
    expect(driver.firmware()).toBeUndefined();
    await expect(driver.startDiagnostics()).rejects.toMatchObject({ code: 'conflict' });
    await expect(driver.beforeFirmware()).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is found among the units of a bus', async () => {
    const { driver, context } = await benchWith();
    expect(await driver.scanUnits(1, 4, context)).toEqual([
      { unit: 1, sentence: 'Unit 1 answers as Heidelberg Energy Control does.' },
    ]);
  });

  it('answers in ASCII, too, which is found out', async () => {
    const line = { ...HEIDELBERG.line, framings: ['rtu' as const, 'ascii' as const], retries: 0 };
    const bench = await benchWith(['ascii'], profileOf({ line }));
    expect(await bench.driver.identify(bench.context)).toMatchObject({ confidence: 'certain' });
    expect(await bench.driver.write('maxCurrent', '8', bench.context)).toMatchObject({ verdict: 'written' });
    expect(bench.line.bytes.out.toString('latin1')).toContain(':010601050050A3\r\n');
  });
});

describe('waiting', () => {
  it('ends at once when the technician stops it', async () => {
    const { driver, context } = await benchWith(['silent']);
    const reading = driver.read(['state'], context);
    context.abort(new Error('stopped'));
    await expect(reading).rejects.toThrow('stopped');
  });

  it('ends at once when the cable is pulled', async () => {
    const { driver, context, line } = await benchWith(['silent']);
    const writing = driver.write('maxCurrent', '8', context);
    const scanning = driver.scanUnits(1, 247, context);
    await line.close();
    await expect(writing).rejects.toMatchObject({ code: 'unavailable' });
    await expect(scanning).rejects.toMatchObject({ code: 'unavailable' });
  });
});

function withCrc(body: Buffer): Uint8Array {
  let crc = 0xffff;
  for (const byte of body) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  }
  return Uint8Array.of(...body, crc & 0xff, crc >> 8);
}
