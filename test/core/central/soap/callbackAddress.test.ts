import { describe, expect, it } from 'vitest';
import { chooseCallback, readCallbackUrl } from '../../../../electron/core/central/soap/chooseCallback.ts';
import { isSameHost, leadsToPeer } from '../../../../electron/core/central/soap/sameHost.ts';

describe('the host of an address', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7', true],
    ['192.0.2.7', '::ffff:192.0.2.7', true],
    ['[2001:DB8::0:1]', '2001:db8::1', true],
    ['fe80::1%eth0', 'fe80::1', true],
    ['localhost', '127.0.0.1', true],
    ['localhost', '192.0.2.7', false],
    ['127.0.0.1', '192.0.2.7', false],
    ['127.0.0.2', '127.0.0.1', false],
    ['192.0.2.70', '192.0.2.7', false],
    ['192.0.2.7.example', '192.0.2.7', false],
  ])('%s is that of the peer %s: %s', async (host, peer, isSame) => {
    expect(isSameHost(host, peer)).toBe(isSame);
    if (!host.includes('example')) expect(await leadsToPeer(host, peer)).toBe(isSame);
  });
});

describe('an address that a station reports', () => {
  it.each([
    ['http://192.0.2.7:8080/cp', 'http://192.0.2.7:8080/cp'],
    ['192.0.2.7:8080', 'http://192.0.2.7:8080/'],
    ['http://user:secret@192.0.2.7/#x', 'http://192.0.2.7/'],
    ['http://www.w3.org/2005/08/addressing/anonymous', undefined],
    ['http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous', undefined],
    ['http://0.0.0.0:8080/', undefined],
    ['ftp://192.0.2.7/', undefined],
    ['file:///etc/passwd', undefined],
    ['', undefined],
    [undefined, undefined],
    [`http://a/${'x'.repeat(2000)}`, undefined],
  ])('%s is read as %s', (text, url) => {
    expect(readCallbackUrl(text)).toBe(url);
  });

  it('on another host is moved to the peer, and nothing leaves for the other', () => {
    const { source, targets } = chooseCallback({
      peerAddress: '2001:db8::1',
      reported: 'https://10.0.0.1:9000/cp?x=1',
      isReportedOwn: false,
    });
    expect(source).toBe('peer');
    expect(targets[0]).toEqual({ url: 'https://[2001:db8::1]:9000/cp?x=1', connectTo: '2001:db8::1' });
    expect(targets.filter(({ url }) => url.includes('10.0.0.1'))).toEqual([]);
  });

  it('that was agreed to counts only as long as it is the one that is reported', () => {
    const facts = { peerAddress: '192.0.2.7', isReportedOwn: false, agreed: 'http://10.0.0.1/cp' };
    expect(chooseCallback({ ...facts, reported: 'http://10.0.0.1/cp' }).source).toBe('agreed');
    expect(chooseCallback({ ...facts, reported: 'http://10.0.0.2/cp' }).source).toBe('peer');
  });

  it('goes behind what the technician set', () => {
    const set = 'http://10.0.0.9/';
    expect(
      chooseCallback({ peerAddress: '192.0.2.7', isReportedOwn: true, reported: 'http://192.0.2.7/', set }),
    ).toEqual({
      source: 'set',
      targets: [{ url: set }],
    });
  });
});
