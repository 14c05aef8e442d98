import { describe, expect, it } from 'vitest';
import { checkRequest, type RequestHead } from '../../electron/serve/guard.ts';

const TOKEN = 'b2f0c3a49e5d4f6f8a7b';
const SETTINGS = {
  token: TOKEN,
  port: 8886,
  allowedHosts: ['127.0.0.1:8886', 'localhost:8886', '[::1]:8886', '192.168.1.20:80'],
};
const HOST = '127.0.0.1:8886';

function check(headers: RequestHead['headers'], url = `/?token=${TOKEN}`, method = 'GET') {
  return checkRequest({ method, url, headers: { host: HOST, ...headers } }, SETTINGS);
}

describe('the host of a request', () => {
  it.each([
    '127.0.0.1:8886',
    'localhost:8886',
    'LOCALHOST:8886',
    '[::1]:8886',
    '192.168.1.20',
    '192.168.1.20:80',
  ])('may be %s', (host) => {
    expect(check({ host })).toEqual({ ok: true });
  });

  it.each([
    'evil.example:8886',
    '127.0.0.1.evil.example:8886',
    '127.0.0.1:8887',
    '127.0.0.1',
    'evil.example',
    '127.0.0.1:8886@evil.example',
    '127.0.0.1:8886, evil.example',
    '',
  ])('may not be "%s", even with the token', (host) => {
    expect(check({ host })).toMatchObject({ ok: false, status: 403 });
  });

  it('must be there', () => {
    expect(checkRequest({ url: `/?token=${TOKEN}`, headers: {} }, SETTINGS)).toMatchObject({
      ok: false,
      status: 400,
    });
  });

  it('is named in the sentence, without what could be markup', () => {
    const verdict = check({ host: '<script>alert("x")</script>' });
    expect(verdict).toMatchObject({ sentence: expect.stringContaining('?script?alert??x???/script?') });
  });
});

describe('the origin of a request', () => {
  it.each(['http://127.0.0.1:8886', 'http://localhost:8886', 'http://192.168.1.20'])(
    'may be %s',
    (origin) => {
      expect(check({ origin })).toEqual({ ok: true });
      expect(check({ origin, connection: 'Upgrade', upgrade: 'websocket' })).toEqual({ ok: true });
    },
  );

  it('may be absent: a program is no page', () => {
    expect(check({})).toEqual({ ok: true });
    expect(check({ connection: 'Upgrade', upgrade: 'websocket' })).toEqual({ ok: true });
  });

  it.each([
    'null',
    '',
    'https://127.0.0.1:8886',
    'http://evil.example',
    'http://127.0.0.1:3000',
    'http://127.0.0.1:8886.evil.example',
    'http://evil.example/http://127.0.0.1:8886',
    'http://127.0.0.1:8886, http://evil.example',
    'file://',
  ])('may not be "%s", even with the token', (origin) => {
    const cookie = `kerbside_token_8886=${TOKEN}`;
    expect(check({ origin, cookie })).toMatchObject({ ok: false, status: 403 });
    expect(check({ origin, cookie, upgrade: 'websocket' })).toMatchObject({ ok: false, status: 403 });
  });
});

describe('a fetch that carries no origin', () => {
  it.each([
    { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' },
    { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
  ])('may be %o', (headers) => {
    expect(check(headers)).toEqual({ ok: true });
  });

  it.each([
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' },
    { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' },
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
  ])('may not be %o, even with the cookie', (headers) => {
    const cookie = `kerbside_token_8886=${TOKEN}`;
    expect(check({ ...headers, cookie }, '/')).toMatchObject({ ok: false, status: 403 });
  });
});

describe('the token of a request', () => {
  it.each([
    ['in the address', {}, `/rows?a=1&token=${TOKEN}`],
    ['as a cookie', { cookie: `theme=dark; kerbside_token_8886=${TOKEN}; x=y` }, '/'],
    [
      'as the second cookie of the name',
      { cookie: `kerbside_token_8886=other; kerbside_token_8886=${TOKEN}` },
      '/',
    ],
    ['as a bearer token', { authorization: `Bearer ${TOKEN}` }, '/link'],
    ['in the address beside an old cookie', { cookie: 'kerbside_token_8886=old' }, `/?token=${TOKEN}`],
  ])('may come %s', (_how, headers, url) => {
    expect(check(headers, url)).toEqual({ ok: true });
  });

  it.each([
    ['nowhere', {}, '/'],
    ['empty', { cookie: 'kerbside_token_8886=', authorization: 'Bearer ' }, '/?token='],
    ['wrong', {}, `/?token=${TOKEN.slice(0, -1)}c`],
    ['too short', {}, `/?token=${TOKEN.slice(0, -1)}`],
    ['too long', {}, `/?token=${TOKEN}0`],
    ['under another name', { cookie: `xkerbside_token_8886=${TOKEN}` }, `/?tokens=${TOKEN}`],
    ['as the cookie of another port', { cookie: `kerbside_token_8885=${TOKEN}` }, '/'],
    ['in an address that is none', {}, `http://[?token=${TOKEN}`],
  ])('is refused %s, with what to do', (_how, headers, url) => {
    expect(check(headers, url)).toMatchObject({
      ok: false,
      status: 401,
      sentence: expect.stringContaining('?token='),
    });
  });

  it('is not believed from the cookie alone where something is to be changed', () => {
    const cookie = `kerbside_token_8886=${TOKEN}`;
    expect(check({ cookie }, '/upload', 'POST')).toMatchObject({ ok: false, status: 401 });
    expect(check({ cookie, origin: `http://${HOST}` }, '/upload', 'POST')).toEqual({ ok: true });
    expect(check({ authorization: `Bearer ${TOKEN}` }, '/upload', 'POST')).toEqual({ ok: true });
  });

  it('is never repeated in a sentence', () => {
    const verdicts = [check({ host: 'evil.example' }), check({ origin: 'null' }), check({}, '/?token=guess')];
    expect(JSON.stringify(verdicts)).not.toMatch(new RegExp(`${TOKEN}|guess`));
  });
});
