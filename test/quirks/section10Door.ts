import { OCPP_16, upgradeHead } from './rawUpgrade.ts';
import type { Row } from './section1.ts';

/** Rows 148 to 157 of the catalogue of quirks, as far as they belong to the front door. */
export const ROWS: readonly Row[] = [
  {
    row: 148,
    title: 'a key of eight characters, as its maker ships it',
    kind: 'password',
    credentials: Buffer.from('CP1:73654322'),
    issues: ['password-length'],
    fact: /user “CP1” and a password of 8 bytes; none is expected/,
  },
  {
    row: 148,
    title: 'a key of more than 20 bytes',
    kind: 'password',
    credentials: Buffer.from(`CP1:${'x'.repeat(33)}`),
    issues: ['password-length'],
    fact: /a password of 33 bytes/,
  },
  {
    row: 148,
    title: 'forty characters, which 2.x allows',
    kind: 'password',
    subprotocol: 'ocpp2.0.1',
    credentials: Buffer.from(`CP1:${'x'.repeat(40)}`),
    issues: [],
    fact: /a password of 40 bytes/,
  },
  {
    row: 148,
    title: 'a user that is not the identity',
    kind: 'password',
    credentials: Buffer.from('admin:sixteen-letters!'),
    issues: ['password-user'],
    fact: /the user “admin”/,
  },
  {
    row: 149,
    title: 'no credentials, and none wanted',
    kind: 'password',
    issues: [],
    fact: /The charger sent no credentials\./,
  },
  {
    row: 149,
    title: 'no credentials though a password is expected',
    kind: 'password',
    expected: 'the-expected-password',
    refused: 'password-absent',
    issues: [],
    fact: /The charger sent no credentials\./,
  },
  {
    row: 157,
    title: 'the id appended to whatever path',
    kind: 'upgrade',
    head: upgradeHead('/any/thing/at/all/ABCD1234', [OCPP_16]),
    stationId: 'ABCD1234',
    issues: [],
  },
];
