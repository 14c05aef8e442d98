import { describe, expect, it } from 'vitest';
import {
  addressForms,
  isLoopbackOnly,
  sortAddresses,
  stationUrl,
} from '../../../renderer/state/addressForms.ts';
import type { NetworkAddress } from '../../../shared/session/listening.ts';

function card(kind: NetworkAddress['kind'], address: string): NetworkAddress {
  return { card: kind, kind, address, family: address.includes(':') ? 'IPv6' : 'IPv4' };
}

describe('forms of an address', () => {
  it('has one for each way that makers ask', () => {
    expect(addressForms('192.168.1.20', 8887)).toEqual({
      base: 'ws://192.168.1.20:8887/',
      bare: '192.168.1.20:8887/',
      soap: 'http://192.168.1.20:8887/',
      host: '192.168.1.20',
      port: '8887',
      path: '/',
    });
  });

  it('brackets IPv6 in a URL and nowhere else, and drops the zone, which is ours', () => {
    expect(stationUrl('fe80::1%eth0', 8887, 'CP-1')).toBe('ws://[fe80::1]:8887/CP-1');
    expect(addressForms('fe80::1%eth0', 8887)).toMatchObject({ bare: '[fe80::1]:8887/', host: 'fe80::1' });
  });
});

describe('order of the addresses', () => {
  it('starts with the likely cable and ends with this machine', () => {
    const addresses = [
      card('loopback', '127.0.0.1'),
      card('loopback', '::1'),
      card('ethernet', 'fe80::1'),
      card('wifi', '10.0.0.7'),
      card('virtual', '172.17.0.1'),
      card('ethernet', '192.168.1.20'),
    ];
    expect(sortAddresses(addresses).map(({ address }) => address)).toEqual([
      '192.168.1.20',
      '10.0.0.7',
      '172.17.0.1',
      'fe80::1',
      '127.0.0.1',
      '::1',
    ]);
  });
});

describe('reachable by this machine only', () => {
  const listening = { host: '127.0.0.1', port: 8887 };

  it('is so with loopback addresses alone', () => {
    expect(isLoopbackOnly({ ...listening, addresses: [card('loopback', '127.0.0.1')] })).toBe(true);
  });

  it('is not so with a network card, or without any address', () => {
    const both = [card('loopback', '127.0.0.1'), card('wifi', '10.0.0.7')];
    expect(isLoopbackOnly({ ...listening, addresses: both })).toBe(false);
    expect(isLoopbackOnly({ ...listening, addresses: [] })).toBe(false);
  });
});
