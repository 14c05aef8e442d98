import { OCPP_16, upgradeHead } from './rawUpgrade.ts';

interface Common {
  /** In the catalogue of quirks. */
  row: number;
  title: string;
}

/** An upgrade that gets in: as whom, with which version, and what is said of it. */
export interface UpgradeRow extends Common {
  kind: 'upgrade';
  head: string;
  stationId: string;
  version?: '1.6' | '2.0.1' | '2.1';
  issues: readonly string[];
}

/** Bytes that never become a connection. */
export interface BytesRow extends Common {
  kind: 'bytes';
  bytes: string;
  attempt: string;
  /** Stands in what is shown of the first bytes. */
  head: string;
}

/** Something that no connection shows: a text on the start page and the help page. */
export interface HintRow extends Common {
  kind: 'hint';
  hint: string;
}

export interface PasswordRow extends Common {
  kind: 'password';
  /** What the technician set; nothing: every password is accepted. */
  expected?: string;
  /** `user:password` as bytes; nothing: no Authorization header. */
  credentials?: Buffer;
  subprotocol?: string;
  /** Absent: it gets in. */
  refused?: string;
  issues: readonly string[];
  /** Is said of the attempt. */
  fact: RegExp;
}

export type Row = UpgradeRow | BytesRow | HintRow | PasswordRow;

const key = Buffer.from('00112233445566778899aabbccddeeff00112233', 'hex');

export const ROWS: readonly Row[] = [
  {
    row: 1,
    title: 'no subprotocol at all',
    kind: 'upgrade',
    head: upgradeHead('/CP1', []),
    stationId: 'CP1',
    version: '1.6',
    issues: ['subprotocol-missing'],
  },
  {
    row: 2,
    title: 'no id: the path is / only',
    kind: 'upgrade',
    head: upgradeHead('/', [OCPP_16]),
    stationId: 'unnamed-127.0.0.1',
    issues: ['identity-missing'],
  },
  {
    row: 3,
    title: 'Connection: Upgrade is missing',
    kind: 'upgrade',
    head: upgradeHead('/CP1', [OCPP_16], 'Connection:'),
    stationId: 'CP1',
    issues: ['connection-upgrade-missing'],
  },
  {
    row: 4,
    title: 'an empty request',
    kind: 'bytes',
    bytes: '\r\n\r\n',
    attempt: 'http-empty',
    head: '0d 0a 0d 0a',
  },
  {
    row: 4,
    title: 'a malformed request',
    kind: 'bytes',
    bytes: 'GET /CP1 HTTP/1.1\r\nno colon here\r\n\r\n',
    attempt: 'http-malformed',
    head: 'no colon here',
  },
  {
    row: 5,
    title: 'several leading slashes',
    kind: 'upgrade',
    head: upgradeHead('///charger', [OCPP_16]),
    stationId: 'charger',
    issues: ['path-double-slash'],
  },
  {
    row: 6,
    title: 'a double slash between base and id',
    kind: 'upgrade',
    head: upgradeHead('/ocpp//CP1', [OCPP_16]),
    stationId: 'CP1',
    issues: ['path-double-slash'],
  },
  {
    row: 7,
    title: 'a whole address as path',
    kind: 'upgrade',
    head: upgradeHead('/ws://192.168.1.10:8887/CP_1/SERIAL', [OCPP_16]),
    stationId: 'SERIAL',
    issues: ['path-holds-address'],
  },
  {
    row: 8,
    title: 'the id appended twice',
    kind: 'upgrade',
    head: upgradeHead('/ocpp/CP1/CP1', [OCPP_16]),
    stationId: 'CP1',
    issues: ['identity-repeated'],
  },
  {
    row: 8,
    title: 'the id never appended',
    kind: 'upgrade',
    head: upgradeHead('/ocpp', [OCPP_16]),
    stationId: 'unnamed-127.0.0.1',
    issues: ['identity-missing'],
  },
  {
    row: 9,
    title: 'a percent-encoded id',
    kind: 'upgrade',
    head: upgradeHead('/RDAM%7C123', [OCPP_16]),
    stationId: 'RDAM|123',
    issues: [],
  },
  { row: 10, title: 'no slash between host and id', kind: 'hint', hint: 'no-slash' },
  { row: 11, title: 'the field wants no scheme', kind: 'hint', hint: 'no-scheme' },
  { row: 12, title: 'the port field wants a protocol word', kind: 'hint', hint: 'protocol-word' },
  { row: 16, title: 'wss is not tried before a CA file is uploaded', kind: 'hint', hint: 'ca-first' },
  { row: 18, title: 'a wrong clock', kind: 'hint', hint: 'clock' },
  {
    row: 19,
    title: 'the key as hexadecimal text, set as such',
    kind: 'password',
    expected: key.toString('hex'),
    credentials: Buffer.from(`CP1:${key.toString('hex').toUpperCase()}`),
    issues: [],
    fact: /It matches as hexadecimal digits in other letters\./,
  },
  {
    row: 19,
    title: 'the key as decoded bytes, set as hexadecimal text',
    kind: 'password',
    expected: key.toString('hex'),
    credentials: Buffer.concat([Buffer.from('CP1:'), key]),
    issues: [],
    fact: /It matches as the bytes that its hexadecimal digits stand for\./,
  },
  {
    row: 19,
    title: 'a text sent as hexadecimal digits',
    kind: 'password',
    expected: 'a-long-enough-key!',
    credentials: Buffer.from(`CP1:${Buffer.from('a-long-enough-key!').toString('hex')}`),
    issues: ['password-length'],
    fact: /It matches as hexadecimal text of what was set\./,
  },
  {
    row: 19,
    title: 'another key',
    kind: 'password',
    expected: 'the-expected-password',
    credentials: Buffer.from('CP1:another-password-x'),
    refused: 'password-wrong',
    issues: [],
    fact: /password of 18 bytes, which is not the expected one/,
  },
  {
    row: 20,
    title: 'bytes beyond ASCII',
    kind: 'password',
    expected: 'schlüssel-für-CP1',
    credentials: Buffer.from('CP1:schlüssel-für-CP1', 'latin1'),
    issues: [],
    fact: /It matches as latin-1 bytes of what was set\./,
  },
  { row: 21, title: 'a password shorter than 16 closes silently', kind: 'hint', hint: 'password' },
  {
    row: 21,
    title: 'a password shorter than 16',
    kind: 'password',
    expected: 'short',
    credentials: Buffer.from('CP1:short'),
    issues: ['password-length'],
    fact: /password of 5 bytes\. It matches as it was set\./,
  },
  {
    row: 22,
    title: 'an HTML login page',
    kind: 'bytes',
    bytes: '<!DOCTYPE html>\r\n<html><body>Guest network: please log in</body></html>',
    attempt: 'html-page',
    head: 'Guest network: please log in',
  },
  {
    row: 22,
    title: 'the answer of a proxy',
    kind: 'bytes',
    bytes: 'HTTP/1.1 302 Found\r\nLocation: http://portal.example/\r\n\r\n',
    attempt: 'html-page',
    head: 'portal.example',
  },
];
