import { describe, expect, it } from 'vitest';
import { builtInProfiles } from '../../../../electron/core/service-port/profiles/built-in/builtInProfiles.ts';
import { PORTLESS_DEVICES } from '../../../../electron/core/service-port/profiles/built-in/portlessDevices.ts';
import type { ModbusItem, ModbusProfile } from '../../../../shared/service-port/profile/modbusProfile.ts';
import type { PortProfile } from '../../../../shared/service-port/profile/portProfile.ts';

function profile(id: string): PortProfile {
  const found = builtInProfiles().find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no profile ${id}.`);
  return found;
}

function modbus(id: string): ModbusProfile {
  const found = profile(id);
  if (found.driver !== 'modbus') throw new Error(`${id} speaks no Modbus.`);
  return found;
}

function item(id: string, key: string): ModbusItem {
  const found = modbus(id).items.find((one) => one.key === key);
  if (found === undefined) throw new Error(`${id} has no ${key}.`);
  return found;
}

/** Registers that documents name, by function of reading; `write` those that take a value. 0-based, as on the wire. */
const MAPS: ReadonlyArray<{
  id: string;
  line: string;
  unit?: number;
  framing?: 'rtu' | 'ascii';
  level: PortProfile['evidence']['level'];
  read: Partial<Record<1 | 2 | 3 | 4, readonly number[]>>;
  write: Partial<Record<5 | 6 | 16, readonly number[]>>;
}> = [
  {
    id: 'heidelberg-energy-control',
    line: '19200 8E1',
    unit: 1,
    level: 'vendor-doc',
    read: {
      3: [257, 258, 259, 261, 262],
      4: [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 17, 100, 101, 200, 203],
    },
    write: { 6: [257, 258, 259, 261, 262] },
  },
  {
    id: 'phoenix-ev-cc-basic',
    line: '9600 8N1',
    level: 'vendor-doc',
    read: {
      1: [20_000, 20_001, 20_002],
      3: [2000, 2001, 4000, 4001, 4002, 4006, 4007, 4008, 4009, 4010, 4011, 4012, 4013, 22_000],
      4: [1000, 1016, 1021, 1027, 1028, 1029, 1030, 1031, 24_000, 24_001, 24_002, 24_003, 24_004, 24_005],
    },
    write: { 5: [20_000, 20_001, 20_002, 21_000], 6: [22_000, 4000, 4001, 4002] },
  },
  {
    id: 'abb-terra-ac',
    line: '9600 8N1',
    level: 'vendor-doc',
    read: {
      3: [
        0x4000, 0x4004, 0x4006, 0x4008, 0x400a, 0x400c, 0x400e, 0x4010, 0x4012, 0x4014, 0x4016, 0x4018,
        0x401a, 0x401c, 0x401e, 0x4020,
      ],
    },
    write: { 6: [0x4106], 16: [0x4100] },
  },
  {
    id: 'raedian-ac-wallbox',
    line: '9600 8N1',
    unit: 1,
    level: 'second-hand',
    read: { 3: [0x8000, 0x8004, 0x8006, 0x800a, 0x800c, 0x800e, 0x8010, 0x8016, 0x801c, 0x801e] },
    write: { 6: [0x8102], 16: [0x8100] },
  },
  {
    id: 'mennekes-amtron-compact-2s',
    line: '57600 8N2',
    unit: 50,
    level: 'second-hand',
    read: { 3: [0, 1, 0x13, 0x100, 0x108, 0x302, 0x500, 0x502, 0x504, 0x506, 0x512, 0xb02, 0xd05, 0x1000] },
    write: { 6: [0xd05], 16: [0x302] },
  },
  {
    id: 'obo-ion',
    line: '19200 8E1',
    unit: 101,
    level: 'vendor-doc',
    read: { 3: [0, 1, 2, 5, 6, 11, 14, 16, 21, 22, 23, 28, 30, 44] },
    write: { 6: [0, 1, 2, 5, 6, 28, 30] },
  },
  {
    id: 'evse-wb',
    line: '9600 8N1',
    unit: 1,
    level: 'vendor-doc',
    read: { 3: [1000, 1002, 1005, 2005] },
    write: { 6: [1000] },
  },
  {
    id: 'esp32-evse',
    line: '115200 8N1',
    level: 'source-code',
    read: { 3: [100, 101, 103, 104, 106, 200, 203, 205, 207, 213, 300, 304, 310] },
    write: { 6: [103, 104, 106, 300, 310] },
  },
  {
    id: 'smartevse-3',
    line: '9600 8N1',
    level: 'source-code',
    read: {
      4: [
        ...Array.from({ length: 12 }, (_, index) => index),
        ...Array.from({ length: 10 }, (_, index) => 0x100 + index),
        0x200,
        0x201,
        0x202,
      ],
    },
    write: { 6: [2] },
  },
  {
    id: 'edgetech-smartevse',
    line: '9600 8N1',
    level: 'second-hand',
    read: { 3: [0x201], 4: [0, 5, 0x102, 0x103, 0x105, 0x106, 0x107, 0x10d] },
    write: { 6: [0x201] },
  },
  {
    id: 'abl-emh',
    line: '38400 8E1',
    unit: 1,
    framing: 'ascii',
    level: 'second-hand',
    // 12h is the fourth register of the block that begins at 0Fh.
    read: { 3: [1, 4, 0x12, 0x30, 0x31, 0x32] },
    write: { 16: [0x05, 0x14] },
  },
  {
    id: 'f2m-eprowallbox',
    line: '9600 8N1',
    level: 'vendor-doc',
    read: { 3: [40_101, 40_102, 40_103, 40_406, 40_407] },
    write: { 16: [40_406, 40_407] },
  },
  {
    id: 'solax-evc',
    line: '9600 8N1',
    unit: 70,
    level: 'vendor-doc',
    read: { 3: [0x600, 0x60d, 0x628] },
    write: { 6: [0x60d, 0x627, 0x628] },
  },
  {
    id: 'delta-ac-max',
    line: '19200 8N1',
    level: 'second-hand',
    read: { 4: [100, 110, 130, 1000] },
    write: { 16: [201, 202, 1600] },
  },
  { id: 'alphatec-wallbox', line: '9600 8N1', level: 'second-hand', read: { 3: [0, 5] }, write: { 16: [5] } },
  { id: 'pulsares', line: '9600 8N1', level: 'second-hand', read: { 3: [0x5d] }, write: { 16: [0x5d] } },
  { id: 'pracht-alpha', line: '9600 8N1', level: 'second-hand', read: { 3: [3, 106] }, write: { 6: [3] } },
  {
    id: 'kse-wbx',
    line: '9600 8E1',
    unit: 100,
    level: 'second-hand',
    read: { 3: [3], 4: [0x10] },
    write: { 6: [3] },
  },
  {
    id: 'etek-ekepc2',
    line: '9600 8N1',
    unit: 255,
    level: 'second-hand',
    read: { 3: [89, 141] },
    write: { 6: [89] },
  },
  {
    id: 'sungrow-ac011e',
    line: '9600 8N1',
    unit: 248,
    level: 'second-hand',
    read: { 3: [21_202, 21_210], 4: [21_316] },
    write: { 6: [21_202, 21_211] },
  },
];

describe.each(MAPS.map((map) => [map.id, map] as const))('the registers of %s', (id, map) => {
  const { line, items, evidence, addressBase } = modbus(id);

  it('are where the document has them, on the line that it names', () => {
    expect(`${line.bauds[0]} ${line.formats[0]}`).toBe(map.line);
    expect(line.framings[0]).toBe(map.framing ?? 'rtu');
    if (map.unit !== undefined) expect(line.unit?.default).toBe(map.unit);
    expect(addressBase).toBe(0);
    for (const [fc, addresses] of Object.entries(map.read)) {
      const has = items.filter((one) => one.fc === Number(fc)).map(({ addr }) => addr);
      expect(has).toEqual(expect.arrayContaining([...addresses]));
    }
    for (const [fc, addresses] of Object.entries(map.write)) {
      const has = items.flatMap(({ write, addr }) =>
        write?.fc === Number(fc) && write.forbidden === undefined ? [write.addr ?? addr] : [],
      );
      expect(has).toEqual(expect.arrayContaining([...addresses]));
    }
  });

  it('say how well they are known', () => {
    expect(evidence.level).toBe(map.level);
    expect(evidence.url).toMatch(/^https:\/\//);
    if (evidence.level === 'second-hand') expect(evidence.note).toBeDefined();
  });
});

describe('what a document says beside registers', () => {
  it('is in the profile: pauses, signs of life, what has to be sent twice, memory that wears out', () => {
    expect(modbus('heidelberg-energy-control').line.hasBroadcast).toBe(false);
    expect(modbus('heidelberg-energy-control').wordOrder).toBe('high-first');
    expect(modbus('evse-wb').line.gapMs).toBe(200);
    expect(modbus('solax-evc').line).toMatchObject({ minIntervalMs: 1000, silenceMs: 100 });
    expect(item('solax-evc', 'maxCurrent').write?.isWearing).toBe(true);
    expect(item('solax-evc', 'mode').write?.isWearing).toBe(true);
    expect(modbus('mennekes-amtron-compact-2s').heartbeat).toMatchObject({ addr: 0x0d00, value: 0x55aa });
    expect(modbus('f2m-eprowallbox').heartbeat).toMatchObject({ addr: 40_502 });
    expect(modbus('abl-emh').line.wakeUp).toMatchObject({ times: 2 });
    expect(modbus('delta-ac-max').line.bauds).toEqual([19_200, 115_200]);
    expect(modbus('abb-terra-ac').line.bauds).toEqual(expect.arrayContaining([4800, 115_200]));
    expect(modbus('sungrow-ac011e').wordOrder).toBe('low-first');
    expect(item('phoenix-ev-cc-basic', 'year').type).toBe('bcd');
    expect(item('edgetech-smartevse', 'currentL1').scale).toBe(1 / 256);
    expect(item('abl-emh', 'maxCurrent').scale).toBe(0.06);
  });

  it('has the limits of what may be written', () => {
    const limits = (id: string, key: string) => {
      const { min, max, also, step } = item(id, key).write ?? {};
      return [also, min, max, step];
    };
    expect(limits('heidelberg-energy-control', 'maxCurrent')).toEqual([[0], 6, 16, 0.1]);
    expect(limits('heidelberg-energy-control', 'failsafeCurrent')).toEqual([[0], 6, 16, 0.1]);
    expect(limits('phoenix-ev-cc-basic', 'maxCurrent')).toEqual([undefined, 6, 63, 1]);
    expect(item('phoenix-ev-cc-basic', 'factoryReset').write?.forbidden).toBeDefined();
    expect(item('phoenix-ev-cc-basic', 'restart').write).toMatchObject({ risk: 'restart' });
    expect(item('obo-ion', 'address').write).toBeUndefined();
    // What of a start and a stop the values are is told in two ways, so neither is sent.
    expect(item('abb-terra-ac', 'session').write?.forbidden).toBeDefined();
    expect(item('raedian-ac-wallbox', 'session').write?.forbidden).toBeDefined();
  });

  it('tells a charging coil that has no effect from one that has', () => {
    expect(item('phoenix-ev-cc-basic', 'enable').write?.needs).toMatchObject([
      { key: 'enableBy', values: ['Modbus'] },
    ]);
  });

  it('has the states in words', () => {
    expect(item('heidelberg-energy-control', 'state').enum).toEqual({
      2: 'A1',
      3: 'A2',
      4: 'B1',
      5: 'B2',
      6: 'C1',
      7: 'C2',
      8: 'derating',
      9: 'E',
      10: 'F',
      11: 'error',
    });
    expect(item('obo-ion', 'state').enum).toEqual({ 0: 'A', 1: 'B', 2: 'C', 3: 'D', 4: 'F' });
    expect(item('f2m-eprowallbox', 'state').enum).toMatchObject({ 0: 'A1', 9: 'F' });
  });

  it('counts each state C and D of IEC 61851 as charging: a restart is refused in all of them', () => {
    for (const { driver, charging, ...rest } of builtInProfiles()) {
      if (driver !== 'modbus' || charging === undefined || !('items' in rest)) continue;
      const words = Object.values(rest.items.find(({ key }) => key === charging.key)?.enum ?? {});
      const states = words.filter((word) => /^[CD]\d?(?::|$)/.test(word));
      expect(charging.values, rest.id).toEqual(expect.arrayContaining(states));
    }
  });

  it('keeps the two makers of a “SmartEVSE” apart by what the device answers', () => {
    expect(modbus('smartevse-3').lookAlikes.map((one) => one.profile)).toEqual(['edgetech-smartevse']);
    expect(modbus('edgetech-smartevse').lookAlikes.map((one) => one.profile)).toEqual(['smartevse-3']);
  });

  it('has the consoles with their rates', () => {
    expect(profile('openevse-rapi').line).toMatchObject({ bauds: [115_200], maxFrame: 31, checksum: 'xor' });
    expect(profile('openevse-optiboot')).toMatchObject({
      firmware: { method: 'stk500v1', isExperimental: true },
    });
    expect(profile('smartevse-cli').line.bauds).toEqual([115_200]);
    expect(profile('smartevse-4-lines').line.bauds[0]).toBe(500_000);
    expect(profile('smartevse-4-lines').evidence.note).toContain('@Key:value');
    expect(profile('abl-evcc').line).toMatchObject({ eol: 'crlf' });
    expect(profile('abl-evcc').evidence.note).toContain('38400');
    for (const id of [
      'linux-uboot-console',
      'chargebyte-charge-control',
      'ti-boot-rom',
      'dc-plc-madhurjya-cp',
    ])
      expect(profile(id).line.bauds[0], id).toBe(115_200);
    expect(profile('micro-ocpp-console').driver).toBe('ocpp-lines');
  });

  it.each([
    ['Bender', '192.168.123.123'],
    ['Alfen', '502'],
    ['KEBA', '7090'],
    ['Vestel', '6000'],
    ['CHARX SEC-3xxx', 'USB-C'],
    ['CHARX SEC-1000', 'USB-CAN'],
    ['Ecotap', 'ECClite'],
    ['Yeti', 'yeti_fwupdate'],
    ['Juice', 'profile of your own'],
    ['AmpereLogic', 'profile of your own'],
    ['Pro-EV', 'profile of your own'],
  ])('explains %s, which has no profile', (name, word) => {
    const device = PORTLESS_DEVICES.find((one) => one.name.includes(name));
    expect(`${device?.sentence} ${device?.remedy}`).toContain(word);
  });
});
