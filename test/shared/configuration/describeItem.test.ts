import { describe, expect, it } from 'vitest';
import { describeItem } from '../../../shared/configuration/describeItem.ts';
import type { ConfigurationItem } from '../../../shared/configuration/item.ts';
import { controlOf } from '../../../shared/ocpp/configuration/control.ts';
import { BUILT_IN_PACKS } from '../../../shared/ocpp/configuration/makerPacks/builtInPacks.ts';
import { keyDescriber } from '../../../shared/ocpp/configuration/makerPacks/matchMakerPacks.ts';
import type { OcppVersion } from '../../../shared/ocpp/version.ts';

const WITH_PACKS = keyDescriber('1.6', BUILT_IN_PACKS);

function kindOf(version: OcppVersion, item: ConfigurationItem): string {
  return controlOf(describeItem(version, item).shape).kind;
}

describe('an item', () => {
  it('is described by the specification, a pack, the station or its name', () => {
    expect(describeItem('1.6', { address: 'heartbeatInterval' }).key?.unit).toBe('s');
    expect(describeItem('1.6', { address: 'G_MaxCurrent' }).key).toBeUndefined();
    expect(describeItem('1.6', { address: 'G_MaxCurrent' }, WITH_PACKS).key?.role).toBe('max-current');
    expect(describeItem('2.0.1', { address: 'OCPPCommCtrlr.HeartbeatInterval' }).variable?.unit).toBe('s');
    expect(kindOf('2.1', { address: 'Acme.Foo', characteristics: { dataType: 'boolean' } })).toBe('switch');
    expect(kindOf('2.1', { address: 'no address' })).toBe('text');
    expect(kindOf('1.6', { address: 'Acme.Foo' })).toBe('text');
  });

  it('is a secret by its name where nobody described it', () => {
    expect(kindOf('1.6', { address: 'WifiPassword' })).toBe('secret');
    expect(kindOf('1.6', { address: 'PasswordLength' })).toBe('text');
    expect(kindOf('2.0.1', { address: 'Acme.WifiPassword', characteristics: { dataType: 'string' } })).toBe(
      'secret',
    );
    expect(kindOf('2.0.1', { address: 'Acme.WifiPassword', characteristics: { dataType: 'boolean' } })).toBe(
      'switch',
    );
  });

  it('of a pack is a secret whenever its name says so', () => {
    for (const pack of BUILT_IN_PACKS) {
      for (const { key, type } of pack.keys) {
        // The number of a card is for everybody who reads the trace.
        if (/token/i.test(key)) continue;
        const byName = describeItem('1.6', { address: key }).shape.isSecret === true && type === 'string';
        const byPack = WITH_PACKS(key)?.isSecret === true;
        expect([key, byPack || !byName]).toEqual([key, true]);
      }
    }
  });
});
