import { describe, expect, it } from 'vitest';
import { SecretWatch } from '../../../../electron/core/service-port/line/secretWatch.ts';
import { createRedactor } from '../../../../shared/trace/redaction/redactor.ts';
import type { NewRecord } from '../../../../electron/core/trace/store/newRecord.ts';
import { portNotes, startPorts } from '../session/startPorts.ts';

const SECRET = 'hunter22';
/** What is typed letter by letter, each of which the device sends back. */
const echoed = (text: string): string[] => Array.from(text).flatMap((letter) => [`>${letter}`, letter]);

/** What a screen shows of each direction of pieces that cross the line; `>` is sent. */
function shown(pieces: readonly string[]): { in: string; out: string } {
  const watch = new SecretWatch();
  const all = { in: '', out: '' };
  for (const piece of pieces) {
    const direction = piece.startsWith('>') ? 'out' : 'in';
    const bytes = Buffer.from(direction === 'out' ? piece.slice(1) : piece, 'utf8');
    const masked = Buffer.from(bytes);
    for (const [offset, length] of watch.take(direction, bytes)) masked.fill('*', offset, offset + length);
    all[direction] += masked.toString('utf8');
  }
  return all;
}

describe('a secret on the line is masked', () => {
  it.each([
    [['wifi key: hunter22 ']],
    [['WPA key=hunter22']],
    [['ssid=Depot key=hunter22']],
    [["uci set wireless.@wifi-iface[0].key='hunter22'"]],
    [['password for admin: hunter22\r\n']],
    [['ocpp auth key set to hunter22']],
    [['AT+CGAUTH=1,1,"me","hunter22"']],
    [['AT+CWSAP="ap","hunter22",5,3']],
    [['AT+QICSGP=1,1,"apn","me","hunter22",1']],
    [['\u001B[32mpassword: hunter22\u001B[0m\r\n']],
    [['password=\u001B[33mhunter22\u001B[0m']],
    [['{"key":"Autho', 'rizationKey","va', 'lue":"hun', 'ter22"}']],
    [['\u001B[1mPassword:\u001B[0m ', '>hunter22\r']],
    [['Enter password:\r\n', '>hunter22\r']],
    [['Enter password:\r\n> ', '>hunter22\r']],
    [['Pass', 'word', ': ', '>hunter22\r']],
    [['Mot de passe : ', '>hunter22\r']],
    [['Contraseña: ', '>hunter22\r']],
    [['Wachtwoord: ', '>hunter22\r']],
    [['Password: ', ...echoed(SECRET), '>\r', '\r\nWelcome (hunter22)\r\n']],
    [['Password: ', '>h', '>u', '>n', 'hun', '>ter22', 'ter22', '>\r', '\r\n']],
    [['Password: ', '>hunter22\r', 'hunter22\r\n']],
    [['Password: ', '>hunX\x7Fter22\r', '\r\nWelcome (hunter22)\r\n']],
    [['Password: ', '>oops\x15hunter22\r', '\r\nWelcome (hunter22)\r\n']],
    [['Password: ', ...echoed('hunX'), '>\x7F', '\b \b', ...echoed('ter22'), '>\r', '\r\nhunter22\r\n']],
    [
      [
        '# ',
        ...echoed('wifi password hunX'),
        '>\x7F',
        '\b \b',
        ...echoed('ter22'),
        '>\r',
        '\r\nhunter22\r\n',
      ],
    ],
    [['> ', '>login admin hunter22\r', 'login admin hunter22\r\n']],
    [['> ', '>unlock hunter22\r', 'unlock hunter22\r\n']],
  ])('in %j', (pieces) => {
    const { in: came, out: sent } = shown(pieces);
    for (const text of [came, sent]) {
      expect(text).not.toContain(SECRET);
      expect(text).not.toMatch(/hun|ter22/);
    }
  });

  it.each([
    ['PIN 1234 of three digits and less', ['PIN: ', '>123\r', '123\r\n'], '123'],
    ['a PIN of a modem', ['AT+CPIN="4711"\r\n'], '4711'],
  ])('%s', (_, pieces, secret) => {
    const { in: came, out: sent } = shown(pieces);
    expect(came + sent).not.toContain(secret);
  });
});

describe('what is no secret stays to be read', () => {
  it.each([
    'password is wrong, password required',
    'GPIO pin 5 set to high',
    'WiFi connected, key index 1',
    'auth failed: no such user',
    'press any key to stop autoboot: 3',
    '+CPIN: READY',
    'Authentication key exchange done',
    '\u001B[32mI (312) wifi: state: run\u001B[0m',
    'state of charge set to 80',
  ])('%s', (line) => {
    expect(shown([`${line}\r\n`]).in).toBe(`${line}\r\n`);
  });

  it('behind a prompt that was not answered, and the commands that follow it', () => {
    const pieces = [
      'Password: ',
      '\r\nLogin timed out.\r\nlogin: ',
      '>root\r',
      'root\r\n# ',
      '>ls -la\r',
      'ls -la\r\n',
    ];
    const { in: came, out: sent } = shown(pieces);
    expect(came).toContain('ls -la');
    expect(sent).toBe('root\rls -la\r');
  });

  it('after Ctrl-C at the prompt', () => {
    const { in: came } = shown(['Password: ', '>reboot\x03\r', '^C\r\n# ', 'reboot\r\n']);
    expect(came).toContain('reboot');
  });
});

describe('a password that is typed at a console', () => {
  it('is neither on the screen nor in a redacted export, in no direction', async () => {
    const { device, recorder, ports, path } = await startPorts();
    await ports.open({ path });
    device.onData((bytes) => void device.write(bytes.toString('latin1').replaceAll('\r', '\r\n')));
    await device.write('\u001B[1mPassword:\u001B[0m ');
    await recorder.find(() => ports.state(path).receivedBytes > 0);
    let sent = 0;
    const before = ports.state(path).receivedBytes;
    for (const letter of `${SECRET}\r`) {
      await ports.send({ path, text: letter });
      sent += letter === '\r' ? 2 : 1;
      await recorder.find(() => ports.state(path).receivedBytes === before + sent);
    }
    await device.write('\0\x01Welcome (hunter22)\xFF\r\n');
    await recorder.find(({ raw }) => typeof raw !== 'string');
    const screen = ports
      .console(path)
      .chunks.map(({ data }) => Buffer.from(data, 'base64').toString('latin1'))
      .join('');
    expect(screen).toContain('Welcome (********)');
    expect(screen).toContain(`${'*'.repeat(2 * SECRET.length)}\r\r\n`);

    const redactor = createRedactor();
    for (const record of recorder.records) redactor.learn(record);
    const texts = recorder.records.map((record) => redactedText(redactor.redact<NewRecord>(record)));
    expect(texts.join('')).toContain('Welcome (');
    expect(texts.join('')).not.toContain(SECRET);
    const letters = recorder.records.filter(({ kind }) => kind === 'serial').slice(1, -1);
    for (const record of letters) {
      expect(redactedText(redactor.redact<NewRecord>(record))).toMatch(/^[*\r\n]*$/);
    }
    expect(portNotes(recorder).join('')).not.toContain(SECRET);
  });
});

function redactedText({ raw }: NewRecord): string {
  return typeof raw === 'string' ? raw : Buffer.from(raw).toString('latin1');
}
