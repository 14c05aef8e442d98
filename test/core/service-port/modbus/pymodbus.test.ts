import { describe, expect, it } from 'vitest';
import { halfDuplex } from './halfDuplex.ts';
import { HEIDELBERG, type ModbusProfileSource } from './heidelberg.ts';
import { benchAt, profileOf, valueOf } from './modbusFixture.ts';
import { HAS_PYMODBUS, PYMODBUS_NOTE, pymodbusDevice, type DeviceData } from './pymodbusDevice.ts';

const write = { risk: 'none' as const };

/** One item of each kind that a profile knows. */
const ITEMS: ModbusProfileSource['items'] = [
  { key: 'coil', fc: 1, addr: 20_000, type: 'coil', write: { fc: 5, ...write } },
  { key: 'coils', fc: 1, addr: 20_001, type: 'coil', write: { fc: 15, ...write } },
  { key: 'input', fc: 2, addr: 10, type: 'discrete', enum: { 0: 'open', 1: 'closed' } },
  { key: 'u16', fc: 3, addr: 100, type: 'u16', write: { fc: 6, ...write } },
  { key: 'i16', fc: 3, addr: 101, type: 'i16', scale: 0.1, write: { fc: 6, min: -40, max: 85, ...write } },
  { key: 'u32', fc: 3, addr: 102, type: 'u32', write: { fc: 16, ...write } },
  { key: 'swapped', fc: 3, addr: 104, type: 'u32', wordOrder: 'low-first', write: { fc: 16, ...write } },
  { key: 'u64', fc: 3, addr: 106, type: 'u64', write: { fc: 16, ...write } },
  { key: 'f32', fc: 3, addr: 110, type: 'f32', write: { fc: 16, min: 0, max: 100, ...write } },
  { key: 'text', fc: 3, addr: 112, type: 'string', count: 8, write: { fc: 16, maxLength: 16, ...write } },
  { key: 'bcd', fc: 3, addr: 120, type: 'bcd', count: 2, write: { fc: 16, ...write } },
  { key: 'bits', fc: 3, addr: 122, type: 'bits', flags: { 0: 'lock', 7: 'mA' }, write: { fc: 6, ...write } },
  { key: 'bit', fc: 3, addr: 122, type: 'bit', bit: 7, write: { fc: 6, ...write } },
  { key: 'masked', fc: 3, addr: 123, type: 'u16', mask: 0x0ff0, write: { fc: 6, ...write } },
  { key: 'state', fc: 4, addr: 5, type: 'u16', enum: { 7: 'C2' } },
  { key: 'absent', fc: 4, addr: 6, type: 'u16', absent: [0xffff] },
  { key: 'hole', fc: 4, addr: 8, type: 'u16' },
];

const PROFILE = profileOf({
  line: { ...HEIDELBERG.line, timeoutMs: 2000, framings: ['rtu'] },
  identify: [{ fc: 4, addr: 5, oneOf: [7] }],
  identity: { serialNumber: 'text' },
  charging: { key: 'state', values: ['C2'] },
  blocks: [
    { fc: 1, addr: 20_000, n: 2 },
    { fc: 3, addr: 100, n: 24 },
    { fc: 4, addr: 5, n: 4 },
  ],
  items: ITEMS,
});

const DATA: DeviceData = {
  co: { 20_000: true, 20_001: false },
  di: { 10: true },
  hr: {
    ...Object.fromEntries(Array.from({ length: 24 }, (_, index) => [100 + index, 0])),
    100: 4711,
    101: 0xffff,
    103: 65_535,
    104: 1,
    109: 9,
    110: 0x41c8,
    112: 0x4845,
    113: 0x4944,
    114: 0x2d37,
    120: 0x2026,
    121: 0x1127,
    122: 0x0181,
    123: 0xf12f,
  },
  ir: { 5: 7, 6: 0xffff },
};

const SHOWN = {
  coil: 'true',
  coils: 'false',
  input: 'closed',
  u16: '4711',
  i16: '-0.1',
  u32: '65535',
  swapped: '1',
  u64: '9',
  f32: '25',
  text: 'HEID-7',
  bcd: '20261127',
  bits: 'lock, mA, bit 8',
  bit: 'true',
  masked: '18',
  state: 'C2',
  absent: undefined,
  hole: 'refused',
};

const WRITES = {
  coil: 'false',
  coils: 'true',
  u16: '65535',
  i16: '-12.3',
  u32: '4294967295',
  swapped: '65536',
  u64: '18446744073709551615',
  f32: '6.25',
  text: 'KERB-0815',
  bcd: '12345678',
  bits: 'lock',
  bit: 'true',
  masked: '255',
};

describe.skipIf(!HAS_PYMODBUS)(`a device of pymodbus${PYMODBUS_NOTE}`, () => {
  it.each(['rtu', 'ascii'] as const)('tells and takes values of every kind by %s', async (framing) => {
    const path = await pymodbusDevice({ 1: DATA, 5: DATA }, framing);
    const bench = await benchAt(path, { ...PROFILE, line: { ...PROFILE.line, framings: [framing] } });
    const { driver, context, charging, banners } = bench;
    expect(await driver.identify(context)).toMatchObject({ confidence: 'certain', serialNumber: 'HEID-7' });
    expect(charging).toEqual([true]);
    const readings = await driver.read(Object.keys(SHOWN), context);
    expect(Object.fromEntries(readings.map(({ key, value, failure }) => [key, value ?? failure]))).toEqual(
      SHOWN,
    );
    for (const [key, value] of Object.entries(WRITES))
      expect(await driver.write(key, value, context)).toMatchObject({ key, verdict: 'written' });
    const after = { ...WRITES, bits: 'lock, mA, bit 8' };
    for (const [key, value] of Object.entries(after)) expect(await valueOf(bench, key)).toBe(value);
    expect([...banners]).toEqual([]);
  });

  it('is spoken with by Modbus TCP where the profile knows it, and found out', async () => {
    const path = await pymodbusDevice({ 1: DATA }, 'socket');
    const line = { ...PROFILE.line, timeoutMs: 300, retries: 0, framings: ['rtu' as const, 'tcp' as const] };
    const { driver, context } = await benchAt(path, { ...PROFILE, line });
    expect(await driver.identify(context)).toMatchObject({ confidence: 'certain' });
    expect(await driver.write('u16', '17', context)).toMatchObject({ verdict: 'written' });
  });

  it('refuses registers that it does not have', async () => {
    const path = await pymodbusDevice({ 1: { ...DATA, hr: { 100: 1 } } });
    const { driver, context } = await benchAt(path, PROFILE);
    expect(await driver.write('u32', '1', context)).toMatchObject({
      verdict: 'refused',
      sentence: expect.stringContaining('exception 2') as string,
    });
    expect(await driver.read(['u16', 'u32'], context)).toMatchObject([
      { key: 'u16', value: '1' },
      { key: 'u32', failure: 'refused' },
    ]);
  });

  it('is found among other units, and a missing unit stays silent', async () => {
    const path = await pymodbusDevice({ 2: DATA, 4: { ir: { 5: 1 } }, 5: { hr: { 1: 1 } } });
    const timing = { listenMs: 20, lumpMs: 15, ongoingMs: 2000, scanTimeoutMs: 250 };
    const { driver, context } = await benchAt(path, PROFILE, { timing });
    expect(await driver.scanUnits(1, 5, context)).toEqual([
      { unit: 2, sentence: 'Unit 2 answers as Heidelberg Energy Control does.' },
      {
        unit: 4,
        sentence:
          'Unit 4 answers, but not as Heidelberg Energy Control does: register 5 (FC4) is 1, none of 7.',
      },
      {
        unit: 5,
        sentence:
          'Unit 5 answers with exception 2: illegal data address: the device has no such register, or not all of them. It is a device of another kind.',
      },
    ]);
  });

  it('behind a line that returns each byte', async () => {
    const bench = await benchAt(await halfDuplex(await pymodbusDevice({ 1: DATA })), PROFILE);
    await bench.driver.identify(bench.context);
    expect(bench.banners.has('echo')).toBe(true);
    for (const [key, value] of Object.entries(WRITES))
      expect(await bench.driver.write(key, value, bench.context)).toMatchObject({ key, verdict: 'written' });
  });
});
