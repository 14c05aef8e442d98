import { describe, expect, it } from 'vitest';
import { normaliseHead } from '../../../electron/core/front-door/normaliseHead.ts';
import { headLength, hexDump, showHead } from '../../../electron/core/front-door/rawHead.ts';
import { sniffFirstBytes } from '../../../electron/core/front-door/sniffFirstBytes.ts';

const head = (...lines: string[]): Buffer => Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');

describe('what is shown of a head', () => {
  it('masks credentials and keeps their scheme', () => {
    const shown = showHead(head('GET / HTTP/1.1', 'authorization:  Basic Q1AxOnNlY3JldA==', 'Cookie: a=b'));
    expect(shown).not.toContain('Q1AxOnNlY3JldA==');
    expect(shown).not.toContain('a=b');
    expect(shown).toContain('authorization:  Basic ***\r\n');
  });

  it('dumps bytes with their characters', () => {
    expect(hexDump(Buffer.from([0x41, 0x00, 0xff]))).toMatch(/^0000 {2}41 00 ff +A\.\.$/);
    expect(hexDump(Buffer.alloc(600))).toContain('88 more bytes');
  });
});

describe('the end of a head', () => {
  it('is behind the empty line, also after empty lines before the request', () => {
    expect(headLength(Buffer.from('GET / HTTP/1.1\r\n\r\nbody'))).toBe(18);
    expect(headLength(Buffer.from('\r\n\r\nGET / HTTP/1.1\r\n\r\n'))).toBe(22);
    expect(headLength(Buffer.from('\r\n\r\nGET / HTTP/1.1\r\n'))).toBeUndefined();
    expect(headLength(Buffer.from('GET / HTTP/1.1\n\nbody\r\n\r\n'))).toBe(16);
    expect(headLength(Buffer.from('GET / HTTP/1.1\n\r\nbody'))).toBe(17);
  });
});

describe('first bytes', () => {
  it.each([
    [Buffer.from([0x16, 0x03, 0x01]), 'tls'],
    [Buffer.from([0x16]), 'undecided'],
    [Buffer.from([0x16, 0x01]), 'other'],
    [Buffer.from('G'), 'undecided'],
    [Buffer.from('GET /CP1 HT'), 'undecided'],
    [Buffer.from('GET /CP1 HTTP/1.1\r\n'), 'http'],
    [Buffer.from('\r\n\r\nGET / HTTP/1.1\r\n'), 'http'],
    [Buffer.from('\r\n'), 'undecided'],
    [Buffer.from('[2,"1","Heartbeat",{}]'), 'other'],
    [Buffer.from('SSH-2.0-x'), 'other'],
    [Buffer.from('HELLO there\r\n'), 'other'],
    [Buffer.from([0x00, 0x01]), 'other'],
  ])('%j', (bytes, spoken) => {
    expect(sniffFirstBytes(bytes)).toBe(spoken);
  });
});

describe('mending a head', () => {
  const upgrade = ['GET /CP1 HTTP/1.1', 'Host: a', 'Upgrade: websocket'];

  it('leaves a good one alone, byte for byte', () => {
    const good = head(...upgrade, 'Connection: keep-alive, Upgrade');
    expect(normaliseHead(good)).toEqual({ bytes: good, issues: [] });
  });

  it.each([[[]], [['Connection: keep-alive']], [['connection: close']]])('adds the upgrade to %j', (more) => {
    const { bytes, issues } = normaliseHead(head(...upgrade, ...more));
    expect(bytes.toString('latin1')).toBe(head(...upgrade, 'Connection: Upgrade').toString('latin1'));
    expect(issues.map((issue) => issue.code)).toEqual(['connection-upgrade-missing']);
  });

  it.each([
    ['get /CP1 HTTP/1.1', 'GET /CP1 HTTP/1.1', ['http-method-case']],
    ['GET /CP 1 HTTP/1.1', 'GET /CP%201 HTTP/1.1', ['path-not-encoded']],
    ['GET /Säule HTTP/1.1', 'GET /S%E4ule HTTP/1.1', ['path-not-encoded']],
    ['GET CP1 HTTP/1.1', 'GET /CP1 HTTP/1.1', ['path-no-slash']],
    [
      'Get  CP 1  HTTP/1.1',
      'GET /CP%201 HTTP/1.1',
      ['http-method-case', 'path-not-encoded', 'path-no-slash'],
    ],
    ['GET ws://host:8887/CP1 HTTP/1.1', 'GET ws://host:8887/CP1 HTTP/1.1', []],
    ['OPTIONS * HTTP/1.1', 'OPTIONS * HTTP/1.1', []],
    ['GET /RDAM|123?a=b HTTP/1.1', 'GET /RDAM|123?a=b HTTP/1.1', []],
  ])('makes of the request line %j %j', (line, mended, codes) => {
    const { bytes, issues } = normaliseHead(head(line, 'Host: a'));
    expect(bytes.toString('latin1')).toBe(head(mended, 'Host: a').toString('latin1'));
    expect(issues.map((issue) => issue.code)).toEqual(codes);
  });

  it.each([
    ['blanks before a colon', ['Upgrade : websocket'], ['Upgrade: websocket']],
    ['a folded line', ['X-A: 1', '  2', 'X-B: 3'], ['X-A: 1 2', 'X-B: 3']],
    ['control characters', ['X-A: a\u0000b\tc'], ['X-A: ab\tc']],
  ])('takes %s out of the headers', (_name, lines, mended) => {
    const rest = ['Connection: Upgrade'];
    const { bytes, issues } = normaliseHead(head('GET / HTTP/1.1', ...lines, ...rest));
    expect(bytes.toString('latin1')).toBe(head('GET / HTTP/1.1', ...mended, ...rest).toString('latin1'));
    expect(issues.map((issue) => issue.code)).toEqual(['http-header-syntax']);
  });

  it('gives lines their proper ends', () => {
    const { bytes, issues } = normaliseHead(Buffer.from('\nGET / HTTP/1.1\nHost: a\r\nX: y\n\n', 'latin1'));
    expect(bytes.toString('latin1')).toBe(head('GET / HTTP/1.1', 'Host: a', 'X: y').toString('latin1'));
    expect(issues.map((issue) => issue.code)).toEqual(['http-line-ends']);
  });

  it('does not touch what asks for no WebSocket', () => {
    const page = head('GET / HTTP/1.1', 'Host: a');
    expect(normaliseHead(page)).toEqual({ bytes: page, issues: [] });
  });
});
