import { describe, expect, it } from 'vitest';
import {
  portProfileSchema,
  type PortProfile,
  type PortProfileSource,
} from '../../../../shared/service-port/profile/portProfile.ts';
import { suggestProfiles } from '../../../../shared/service-port/profile/suggestProfiles.ts';

const evidence = { level: 'hardware', source: 'a bench' } as const;

function modbus(id: string, fields: Partial<Extract<PortProfileSource, { driver: 'modbus' }>>): PortProfile {
  return portProfileSchema.parse({
    schema: 1,
    id,
    name: id,
    driver: 'modbus',
    evidence,
    line: { bauds: [9600], formats: ['8N1'], unit: { default: 1, from: 1, to: 10 } },
    identify: [{ fc: 3, addr: 0 }],
    blocks: [{ fc: 3, addr: 0, n: 1 }],
    items: [{ key: 'state', fc: 3, addr: 0, type: 'u16' }],
    ...fields,
  });
}

const ids = (profiles: readonly PortProfile[]): string[] => profiles.map(({ id }) => id);

describe('a USB adapter', () => {
  const any = modbus('any', { usb: [{ vid: '1a86' }] });
  const exact = modbus('exact', { usb: [{ vid: '1a86', pid: '7523' }] });
  const inside = modbus('inside', { usb: [{ vid: '1a86', pid: '7523', isOwn: true }] });
  const other = modbus('other', { usb: [{ vid: '0403', pid: '6001' }] });
  const profiles = [any, exact, inside, other];

  it('suggests profiles, the surest first', () => {
    const suggested = suggestProfiles(profiles, { vid: '1A86', pid: '7523' });
    expect(ids(suggested.map(({ profile }) => profile))).toEqual(['inside', 'exact', 'any']);
    expect(suggested.map(({ isOwn }) => isOwn)).toEqual([true, false, false]);
  });

  it('suggests those of its vendor where its product is unknown', () => {
    expect(
      ids(suggestProfiles(profiles, { vid: '1a86', pid: 'ffff' }).map(({ profile }) => profile)),
    ).toEqual(['any']);
  });

  it('suggests nothing where there is none', () => {
    expect(suggestProfiles(profiles, {})).toEqual([]);
  });
});
