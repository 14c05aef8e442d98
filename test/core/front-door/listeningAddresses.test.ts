import type { NetworkInterfaceInfo } from 'node:os';
import { expect, it } from 'vitest';
import { listeningAddresses } from '../../../electron/core/front-door/listeningAddresses.ts';

function card(address: string, family: 'IPv4' | 'IPv6' = 'IPv4', internal = false): NetworkInterfaceInfo {
  const rest = { address, internal, mac: '02:00:00:00:00:01', cidr: null };
  return family === 'IPv4'
    ? { ...rest, family, netmask: '255.255.255.0' }
    : { ...rest, family, netmask: 'ffff::', scopeid: 0 };
}

const CARDS = {
  lo: [card('127.0.0.1', 'IPv4', true), card('::1', 'IPv6', true)],
  docker0: [card('172.17.0.1')],
  wlp3s0: [card('192.168.1.20'), card('fe80::1', 'IPv6')],
  enx00e04c: [card('192.168.42.5')],
  enp2s0: [card('192.168.7.2'), card('2001:db8::2', 'IPv6')],
};

const shown = (host: string): string[] =>
  listeningAddresses(host, CARDS).map(({ kind, address }) => `${kind} ${address}`);

it('lists the likeliest card first and loopback last', () => {
  expect(shown('0.0.0.0')).toEqual([
    'ethernet 192.168.7.2',
    'wifi 192.168.1.20',
    'usb 192.168.42.5',
    'virtual 172.17.0.1',
    'loopback 127.0.0.1',
  ]);
});

it('lists both families on :: but no link-local address', () => {
  expect(shown('::')).toContain('ethernet 2001:db8::2');
  expect(shown('::')).toContain('wifi 192.168.1.20');
  expect(shown('::').join()).not.toContain('fe80');
});

it('lists a bound host alone', () => {
  expect(shown('192.168.1.20')).toEqual(['wifi 192.168.1.20']);
  expect(shown('localhost')).toEqual(['loopback localhost']);
});

it.each([
  ['Ethernet 2', 'ethernet'],
  ['Wi-Fi', 'wifi'],
  ['vEthernet (WSL)', 'virtual'],
  ['utun3', 'virtual'],
  ['Remote NDIS (RNDIS)', 'usb'],
  ['br-1234', 'virtual'],
  ['tap0', 'virtual'],
])('%s is %s', (name, kind) => {
  expect(listeningAddresses('0.0.0.0', { [name]: [card('10.0.0.1')] })[0]?.kind).toBe(kind);
});
