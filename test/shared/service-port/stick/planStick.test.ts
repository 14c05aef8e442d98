import { describe, expect, it } from 'vitest';
import {
  looksLikeParameter,
  namesController,
  readParameterFile,
} from '../../../../shared/service-port/stick/parameterFile.ts';
import { planStick, type StickLoad } from '../../../../shared/service-port/stick/planStick.ts';
import type { StickPlace } from '../../../../shared/service-port/stick/stickChecks.ts';
import {
  isMisnamedTrigger,
  isSystemName,
  isTriggerName,
} from '../../../../shared/service-port/stick/stickNames.ts';

const PLACE: StickPlace = {
  folder: '/media/me/STICK',
  names: [],
  isWritable: true,
  isRoot: true,
  isUsb: true,
  fileSystem: 'vfat',
  freeBytes: 8e9,
};

function levels(place: Partial<StickPlace>): string[] {
  const { checks } = planStick({ ...PLACE, ...place }, { purpose: 'fetch' });
  return checks.filter(({ level }) => level !== 'ok').map(({ code, level }) => `${code} ${level}`);
}

describe('what speaks against a stick', () => {
  it.each<[Partial<StickPlace>, string[]]>([
    [{}, []],
    [{ fileSystem: 'exfat' }, ['not-fat warning']],
    [{ isRoot: false }, ['not-root warning']],
    [{ isUsb: false }, ['not-usb warning']],
    [{ freeBytes: 1000 }, ['little-room warning']],
    [{ freeBytes: 10 }, ['no-room blocks']],
    [{ isWritable: false, names: ['DCIM'] }, ['not-writable blocks', 'not-empty blocks']],
  ])('%j: %j', (place, expected) => {
    expect(levels(place)).toEqual(expected);
  });

  it('that is unknown is said to be unknown', () => {
    const { folder, names, isWritable, isRoot } = PLACE;
    const { checks } = planStick({ folder, names, isWritable, isRoot }, { purpose: 'fetch' });
    expect(checks.map(({ code }) => code)).toEqual(['empty', 'root', 'file-system-unknown']);
  });

  it('firmware that FAT32 cannot hold is refused', () => {
    const firmware = { name: 'fw.deb', sizeBytes: 4_294_967_296, sha256: '' };
    const { checks, canWrite } = planStick(PLACE, { purpose: 'firmware', firmware });
    expect(checks).toContainEqual(expect.objectContaining({ code: 'too-large', level: 'blocks' }));
    expect(canWrite).toBe(false);
  });

  it('one purpose has one trigger, and the password is the last file', () => {
    const settings = [{ name: 'A_web', sizeBytes: 3, isUsual: true }];
    const firmware = { name: 'fw.deb', sizeBytes: 9, sha256: '' };
    const loads: StickLoad[] = [
      { purpose: 'fetch' },
      { purpose: 'settings', settings, leftOut: [] },
      { purpose: 'firmware', firmware },
    ];
    expect(loads.map((load) => planStick(PLACE, load).files.map(({ path }) => path))).toEqual([
      ['FIELD_ENGINEER', 'USB_PASSWORD'],
      ['sw_config/A_web', 'USB_PASSWORD'],
      ['sw_update.deb', 'FW_UPDATE_LOCAL', 'USB_PASSWORD'],
    ]);
  });
});

it.each([
  'System Volume Information',
  '.Trash-1000',
  '.Trashes',
  '.fseventsd',
  '._x',
  '.DS_Store',
  '$RECYCLE.BIN',
])('%s is of the system', (name) => expect(isSystemName(name)).toBe(true));

it.each(['.hidden', 'sw_config', 'USB_PASSWORD', 'Trash'])('%s is not of the system', (name) => {
  expect(isSystemName(name)).toBe(false);
});

it('triggers are known by their names, and so are those that an editor gave an ending', () => {
  expect(['USB_PASSWORD', 'usb_password', 'sw_update.deb', 'sw_config'].map(isTriggerName)).toEqual([
    true,
    true,
    true,
    false,
  ]);
  expect(
    ['USB_PASSWORD.txt', 'sw_update.deb.zip', 'sw_update.deb', 'notes.txt'].map(isMisnamedTrigger),
  ).toEqual([true, true, false, false]);
});

describe('a parameter file', () => {
  it.each([
    ['value\n13423 2a3a02815\n', { value: 'value', version: '13423 2a3a02815', isUsual: true }, true],
    ['value\r\n13423 2a3a02815', { value: 'value', version: '13423 2a3a02815', isUsual: true }, true],
    ['\n13423 2a3a02815\n', { value: '', version: '13423 2a3a02815', isUsual: true }, true],
    ['value', { value: 'value', isUsual: false }, false],
    ['first line\nsecond line\n', { value: 'first line', version: 'second line', isUsual: true }, false],
  ])('%j', (text, expected, looksLike) => {
    const read = readParameterFile(Buffer.from(text));
    expect(read).toEqual(expected);
    expect(read !== undefined && looksLikeParameter(read)).toBe(looksLike);
  });

  it.each([Buffer.alloc(0), Buffer.alloc(70_000, 'x'), Buffer.from([0xff, 0xfe]), Buffer.from('a\0b')])(
    'is none of %#',
    (bytes) => expect(readParameterFile(bytes)).toBeUndefined(),
  );

  it('may name its controller', () => {
    expect(['ChargePointUUID_ocpp', 'ChargeBoxIdentity_web', 'Brightness_web'].map(namesController)).toEqual([
      true,
      true,
      false,
    ]);
  });
});
