import { describe, expect, it } from 'vitest';
import { SecretWatch } from '../../../../electron/core/service-port/line/secretWatch.ts';
import { compilePattern } from '../../../../shared/service-port/profile/pattern/compilePattern.ts';
import type { Direction } from '../../../../shared/trace/record.ts';

/** What a screen shows of pieces that cross the line, each as soon as it is there; `>` is sent. */
function shown(pieces: readonly string[], watch = new SecretWatch()): string[] {
  return pieces.map((piece) => {
    const isOut = piece.startsWith('>');
    const direction: Direction = isOut ? 'out' : 'in';
    const bytes = Buffer.from(isOut ? piece.slice(1) : piece, 'utf8');
    const masked = Buffer.from(bytes);
    for (const [offset, length] of watch.take(direction, bytes)) {
      masked.fill('*', Math.max(0, offset), Math.max(0, offset + length));
    }
    return (isOut ? '>' : '') + masked.toString('utf8');
  });
}

/** What of these pieces is masked once all of them came. */
function received(pieces: readonly string[], watch = new SecretWatch()): string {
  let all = Buffer.alloc(0);
  for (const piece of pieces) {
    const before = all.length;
    all = Buffer.concat([all, Buffer.from(piece)]);
    for (const [offset, length] of watch.take('in', Buffer.from(piece))) {
      // Nothing is told twice, nor what never came.
      expect(all.subarray(before + offset, before + offset + length).toString('latin1')).not.toContain('*');
      all.fill('*', before + offset, before + offset + length);
    }
  }
  return all.toString('utf8');
}

describe('SecretWatch', () => {
  it.each([
    ['wifi: ssid=Depot password=hunter2 channel=6', 'wifi: ssid=Depot password=******* channel=6'],
    ['"AuthorizationKey":"00112233445566"', '"AuthorizationKey":"**************"'],
    ['psk="correct horse"\r\nok', 'psk="*************"\r\nok'],
    ['Passphrase: correct horse battery\r\nnext', 'Passphrase: *********************\r\nnext'],
    ['connect wss://cp1:geheim12@csms.example/x', 'connect wss://cp1:********@csms.example/x'],
    ['AT+CWJAP="Depot","hunter22"', 'AT+CWJAP="Depot","********"'],
    ['password is wrong, password required', 'password is wrong, password required'],
    ['Passwort: äöü77\r\n', `Passwort: ${'*'.repeat(8)}\r\n`],
    ['PIN: 4711\n', 'PIN: ****\n'],
    ['state: connected, 12 s', 'state: connected, 12 s'],
  ])('%s', (text, masked) => {
    expect(shown([text])).toEqual([masked]);
  });

  it('masks a secret that comes in pieces', () => {
    expect(shown(['pass', 'word=', 'hun', 'ter2', ' channel=6'])).toEqual([
      'pass',
      'word=',
      '***',
      '****',
      ' channel=6',
    ]);
  });

  it('masks what is typed after a prompt that asks for it, and wherever it is printed later', () => {
    expect(
      shown([
        'login: ',
        '>root\r',
        '\r\nPassword: ',
        '>s3c',
        '>ret!\r',
        '\r\nWelcome. (s3cret!)\r\n# ',
        '>ls\r',
      ]),
    ).toEqual([
      'login: ',
      '>root\r',
      '\r\nPassword: ',
      '>***',
      '>****\r',
      '\r\nWelcome. (*******)\r\n# ',
      '>ls\r',
    ]);
  });

  it('masks a secret in a command that is typed letter by letter, and its echo', () => {
    const typed = 'wifi password hunter2\r';
    const pieces = typed.split('').flatMap((letter) => [`>${letter}`, letter]);
    const all = shown(pieces);
    const sent = all.filter((piece) => piece.startsWith('>')).map((piece) => piece.slice(1));
    const echo = all.filter((piece) => !piece.startsWith('>'));
    expect(sent.join('')).toBe('wifi password *******\r');
    expect(echo.join('')).toBe('wifi password *******\r');
  });

  it('masks a private key over its lines', () => {
    const watch = new SecretWatch();
    expect(
      shown(
        [
          '-----BEGIN EC PRIVATE KEY-----\n',
          'MHcCAQEE\n',
          'IAbc==\n-----END EC PRIVATE KEY-----\n',
          'done\n',
        ],
        watch,
      ),
    ).toEqual([
      expect.stringMatching(/^-----BEGIN EC PRIVATE KEY-----/),
      '*********',
      '*******-----END EC PRIVATE KEY-----\n',
      'done\n',
    ]);
  });

  it.each([
    ['in two pieces', ['key: hun', 'ter2!\r\n'], 'key: *******!\r\n'],
    ['letter by letter', ['w', 'h', 'u', 'n', 't', 'e', 'r', '2', '.'], 'w*******.'],
    ['twice, the pieces of both across each other', ['hunter2 hunt', 'er2 hunt'], '******* ******* hunt'],
    ['behind colours of a terminal', ['\u001B[31mhun', 'ter2\u001B[0m'], '\u001B[31m*******\u001B[0m'],
    ['but not over a line end', ['hun\r\n', 'ter2'], 'hun\r\nter2'],
    ['but not over half a kilobyte', ['hun', '-'.repeat(600), 'ter2'], `hun${'-'.repeat(600)}ter2`],
  ])('masks a known secret that is printed again %s as a whole', (_, pieces, masked) => {
    const watch = new SecretWatch();
    expect(received(['password=hunter2 ok\r\n'], watch)).toBe('password=******* ok\r\n');
    expect(received(pieces, watch)).toBe(masked);
  });

  it('masks a value whose name comes behind it, in another piece', () => {
    expect(received(['{"value":"geheim77",', '"key":"AuthorizationKey"}\r\n'])).toBe(
      '{"value":"********","key":"AuthorizationKey"}\r\n',
    );
  });

  it('takes no longer text for a private key than keys are, so that a beginning alone hides nothing for ever', () => {
    const watch = new SecretWatch();
    expect(received(['cat: -----BEGIN PRIVATE KEY-----\r\n'], watch)).toContain('KEY-----');
    const lines = Array.from({ length: 500 }, (_, at) => `line ${at} of what it prints all day long\r\n`);
    const masked = received(lines, watch);
    expect(masked.slice(0, 12_500)).toMatch(/^\**$/);
    expect(masked.slice(-200)).toBe(lines.join('').slice(-200));
    expect(received(['-----BEGIN EC PRIVATE KEY-----\r\nMHcCAQ', 'EEIA\r\n-----END EC'], watch)).toBe(
      '-----BEGIN EC PRIVATE KEY-----**************-----END EC',
    );
  });

  it('does not ask any more once the device says something else', () => {
    expect(shown(['Password: ', '\r\nLogin timed out.\r\n', '>reboot\r'])).toEqual([
      'Password: ',
      '\r\nLogin timed out.\r\n',
      '>reboot\r',
    ]);
  });

  it('masks what a profile says is secret', () => {
    const watch = new SecretWatch();
    watch.patterns = [compilePattern(String.raw`code<(?<secret>\w+)>`)];
    expect(shown(['code<abc> code<de> code()'], watch)).toEqual(['code<***> code<**> code()']);
  });

  it('keeps text apart on both sides of a sign of a binary protocol', () => {
    expect(shown(['wifi: password=\u0006', 'hunter2 '])[1]).toBe('hunter2 ');
  });

  it('keeps up with megabytes without a line end', () => {
    const watch = new SecretWatch();
    const piece = Buffer.from('key password ping 1.2.3 :'.repeat(2622)).subarray(0, 65_536);
    for (let count = 0; count < 50; count += 1) watch.take('in', piece);
    expect(shown([' password=abcdef '], watch)).toEqual([' password=****** ']);
  });
});
