import { describe, expect, it } from 'vitest';
import { SecretEcho, starred } from '../../../../electron/core/service-port/line/secretEcho.ts';

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

function shown(pieces: readonly string[], monoMs = 1): string {
  const echo = new SecretEcho();
  echo.expect(Buffer.from('s3cret\r'), 0);
  return pieces.map((piece) => text(echo.starred(Buffer.from(piece), monoMs))).join('');
}

describe('SecretEcho', () => {
  it('writes a secret as asterisks, and its line end as it is', () => {
    expect(text(starred(Buffer.from('s3cret\r\n')))).toBe('******\r\n');
  });

  it.each([
    [['s3cret\r\nWelcome, s3.\r\n'], '******\r\nWelcome, s3.\r\n'],
    [['s', '3', 'c', 'r', 'e', 't', '\r\n'], '******\r\n'],
    [['x s3c', 'ret s3cret'], 'x ****** ******'],
    [['Login incorrect\r\n', 'login: '], 'Login incorrect\r\nlogin: '],
  ])('%j', (pieces, all) => {
    expect(shown(pieces)).toBe(all);
  });

  it('leaves alone what comes long after', () => {
    expect(shown(['s3cret'], 60_000)).toBe('s3cret');
  });
});
