import { describe, expect, it } from 'vitest';
import { backendOf, type BackendContext } from '../../../shared/configuration/backend/backendOf.ts';
import { addressParts, isLoopbackPeer, leadsHere } from '../../../shared/configuration/backend/ownAddress.ts';
import type { Configuration } from '../../../shared/configuration/configuration.ts';
import type { ConfigurationItem } from '../../../shared/configuration/item.ts';
import type { OcppVersion } from '../../../shared/ocpp/version.ts';
import type { NetworkAddress } from '../../../shared/session/listening.ts';

const CARDS: NetworkAddress[] = [
  { card: 'eth0', kind: 'ethernet', address: '192.168.1.20', family: 'IPv4' },
  { card: 'eth0', kind: 'ethernet', address: 'fe80::1%eth0', family: 'IPv6' },
  { card: 'lo', kind: 'loopback', address: '127.0.0.1', family: 'IPv4' },
];
const OWN = { port: 8887, addresses: CARDS, names: ['laptop.local'] };

function configuration(version: OcppVersion, items: ConfigurationItem[]): Configuration {
  const owner = { stationId: 'CP-1', version };
  const rest = { unknown: [], unread: [], issues: [], steps: [], proof: [] };
  return { owner, readAt: 1, scope: 'full', how: 'report', isWhole: true, items, sentence: '', ...rest };
}

const context = (version: OcppVersion): BackendContext => ({
  stationId: 'CP-1',
  version,
  isConnected: true,
  own: OWN,
});

describe('an address', () => {
  it.each([
    ['ws://192.168.1.20:8887/CP-1', true],
    ['192.168.1.20:8887', true],
    ['WS://192.168.1.20:8887', true],
    ['ws://user:pw@192.168.1.20:8887/', true],
    ['ws://laptop.local:8887/', true],
    ['ws://[fe80::1]:8887/', true],
    ['ws://192.168.1.20/', false],
    ['ws://192.168.1.20:8888/', false],
    ['ws://127.0.0.1:8887/', false],
    ['ws://localhost:8887/', false],
    ['wss://csms.example/192.168.1.20:8887', false],
    ['', false],
    ['garbage here', false],
  ])('%s leads here: %s', (text, isHere) => {
    expect(leadsHere(text, OWN)).toBe(isHere);
  });

  it('of this machine leads here only for a station on it', () => {
    expect(leadsHere('ws://127.0.0.1:8887', { ...OWN, isSameMachine: true })).toBe(true);
    expect(leadsHere('ws://localhost:8887', { ...OWN, isSameMachine: true })).toBe(true);
    expect(isLoopbackPeer('127.0.0.1:51000')).toBe(true);
    expect(isLoopbackPeer('[::ffff:127.0.0.1]:51000')).toBe(true);
    expect(isLoopbackPeer('192.168.1.7:51000')).toBe(false);
  });

  it('has usual ports', () => {
    expect(addressParts('wss://a.example/x')).toEqual({ scheme: 'wss', host: 'a.example', port: 443 });
    expect(addressParts('a.example')).toEqual({ host: 'a.example' });
  });
});

describe('a station of 1.6', () => {
  it('is pointed to by whatever its maker calls it, and shows no secret', () => {
    const { items, leads, sentence } = backendOf(
      configuration('1.6', [
        { address: 'HeartbeatInterval', value: '300' },
        { address: 'VendorBackendURL', value: 'ws://192.168.1.20:8887/', access: 'read-write' },
        { address: 'AuthorizationKey', value: 'visible-secret', access: 'read-write' },
        { address: 'Odd', value: 'wss://b.example' },
      ]),
      context('1.6'),
    );
    expect(leads).toBe('here');
    expect(sentence).toBe('CP-1 is pointed to this Kerbside.');
    expect(items).toMatchObject([
      {
        address: 'VendorBackendURL',
        role: 'backend-url',
        roleFrom: 'name',
        leadsHere: true,
        isWritable: true,
      },
      { address: 'AuthorizationKey', role: 'backend-password', isSet: true },
      { address: 'Odd', role: 'backend-url', roleFrom: 'value', leadsHere: false },
    ]);
    expect(JSON.stringify(items)).not.toContain('visible-secret');
  });

  it('joins host and port where they are two keys', () => {
    const parts = (port: string): ConfigurationItem[] => [
      { address: 'OcppServerHost', value: '192.168.1.20' },
      { address: 'OcppServerPort', value: port },
    ];
    expect(backendOf(configuration('1.6', parts('8887')), context('1.6')).leads).toBe('here');
    expect(backendOf(configuration('1.6', parts('80')), context('1.6')).leads).toBe('elsewhere');
  });

  it('that keeps its address to itself is unknown, in words', () => {
    const { leads, sentence } = backendOf(configuration('1.6', []), context('1.6'));
    expect(leads).toBe('unknown');
    expect(sentence).toContain('does not say where it is pointed to');
    expect(backendOf(undefined, context('1.6')).sentence).toContain('Read the configuration of CP-1 first');
  });
});

describe('a station of 2.x', () => {
  const order = { address: 'OCPPCommCtrlr.NetworkConfigurationPriority', value: '2, 1' };
  const active = { address: 'OCPPCommCtrlr.ActiveNetworkProfile', value: '1' };

  it('goes by its slots in their order', () => {
    const { slots, leads } = backendOf(
      configuration('2.1', [
        order,
        active,
        { address: 'NetworkConfiguration[1].OcppCsmsUrl', value: 'ws://192.168.1.20:8887' },
        { address: 'NetworkConfiguration[2].OcppCsmsUrl', value: 'wss://csms.example' },
        { address: 'NetworkConfiguration[3].OcppCsmsUrl', value: 'ws://192.168.1.20:8887' },
      ]),
      context('2.1'),
    );
    expect(leads).toBe('here');
    expect(
      slots.map(({ slot, place, isActive, leadsHere: isHere }) => [slot, place, isActive, isHere]),
    ).toEqual([
      [2, 0, false, false],
      [1, 1, true, true],
      [3, undefined, false, true],
    ]);
  });

  it('of 2.0.1 tells slots only as far as they were set here', () => {
    const profiles = new Map([[2, { url: 'wss://csms.example', at: 5 }]]);
    const { slots, leads } = backendOf(configuration('2.0.1', [order, active]), {
      ...context('2.0.1'),
      profiles,
    });
    expect(slots).toMatchObject([
      { slot: 2, url: 'wss://csms.example', isFromProfile: true, leadsHere: false },
      { slot: 1, isActive: true, isFromProfile: false },
    ]);
    expect(leads).toBe('elsewhere');
  });
});
