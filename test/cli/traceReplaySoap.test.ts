import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ChargePointService } from '../core/central/soap/chargePointService.ts';
import { envelope, header, post } from '../core/central/soap/envelopes.ts';
import { runKerbside, startServe, type Ran } from '../processes/kerbside.ts';

const NAMESPACES = {
  '1.5': { soap: '1.1', cs: 'urn://Ocpp/Cs/2012/06/', cp: 'urn://Ocpp/Cp/2012/06/' },
  '1.6': { soap: '1.2', cs: 'urn://Ocpp/Cs/2015/10/', cp: 'urn://Ocpp/Cp/2015/10/' },
} as const;
type Version = keyof typeof NAMESPACES;

let home: string;
const lines = ({ stdout }: Ran): Array<Record<string, unknown>> =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
const element = (text: string, name: string): string | undefined =>
  new RegExp(`<(?:\\w+:)?${name}[^>]*>([^<]*)<`).exec(text)?.[1];

/** A visit with a transaction, and a command that the station answered. */
async function recordVisit(version: Version): Promise<string> {
  const session = join(home, `visit-${version}.kerbside`);
  const { soap, cs, cp } = NAMESPACES[version];
  const serve = await startServe({ home, session });
  const port = Number(new URL(serve.ocpp).port);
  const service = await ChargePointService.listen(({ text }, response) => {
    const id = element(text, 'MessageID') ?? '';
    const answer = envelope({
      soap,
      namespace: cp,
      header: header({ action: '/ClearCacheResponse', more: `<a:RelatesTo>${id}</a:RelatesTo>` }),
      body: '<o:clearCacheResponse><o:status>Rejected</o:status></o:clearCacheResponse>',
    });
    response.writeHead(200, { 'content-type': 'application/soap+xml' }).end(answer);
  });
  let last = 0;
  const ask = async (action: string, content: string): Promise<string> => {
    last += 1;
    const name = `${action.charAt(0).toLowerCase()}${action.slice(1)}Request`;
    const text = envelope({
      soap,
      namespace: cs,
      header: header({ messageId: `m${last}`, from: service.url, action: `/${action}` }),
      body: `<o:${name}>${content}</o:${name}>`,
    });
    const posted = await post(port, text);
    expect(posted.status).toBe(200);
    return posted.text;
  };
  const at = '<o:timestamp>2026-11-21T10:00:00Z</o:timestamp>';
  await ask(
    'BootNotification',
    '<o:chargePointVendor>Example</o:chargePointVendor><o:chargePointModel>Wallbox</o:chargePointModel>',
  );
  const started = await ask(
    'StartTransaction',
    `<o:connectorId>1</o:connectorId><o:idTag>TAG</o:idTag>${at}<o:meterStart>0</o:meterStart>`,
  );
  const called = await runKerbside(home, ['call', 'CP1', 'ClearCache', '{}']);
  expect(called.code).toBe(0);
  const number = element(started, 'transactionId') ?? '';
  await ask(
    'StopTransaction',
    `<o:transactionId>${number}</o:transactionId><o:idTag>TAG</o:idTag>${at}<o:meterStop>10</o:meterStop>`,
  );
  await service.close();
  await serve.stop();
  return session;
}

const visits = new Map<Version, string>();
const replay = (version: Version, url: string, ...args: string[]): Promise<Ran> =>
  runKerbside(home, [
    'trace',
    'replay',
    visits.get(version) ?? '',
    '--as',
    'CP1',
    '--url',
    url,
    '--no-wait',
    '--json',
    ...args,
  ]);

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'kerbside-replay-soap-'));
  for (const version of ['1.5', '1.6'] as const) visits.set(version, await recordVisit(version));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe.each(['1.5', '1.6'] as const)('trace replay of a station that spoke %s over SOAP', (version) => {
  it('against our own core: everything is answered as recorded, under new transaction numbers', async () => {
    const session = join(home, `second-${version}.kerbside`);
    const serve = await startServe({ home, session });
    const ran = await replay(version, serve.ocpp.replace(/^ws/, 'http'), '--id', 'CP9', '--fresh-ids');
    await serve.stop();
    expect(ran.stderr).toBe('');
    expect(lines(ran).at(-1)).toMatchObject({
      event: 'done',
      sent: 3,
      answered: 3,
      different: 0,
      unanswered: 0,
    });
    expect(ran.code).toBe(0);
    const found = lines(await runKerbside(home, ['trace', 'search', session, 'type:soap', '--json']));
    const calls = found.filter(({ kind, direction }) => kind === 'call' && direction === 'in');
    expect(calls.map(({ stationId, action }) => [stationId, action])).toEqual([
      ['CP9', 'BootNotification'],
      ['CP9', 'StartTransaction'],
      ['CP9', 'StopTransaction'],
    ]);
    expect(calls.every(({ messageId }) => String(messageId).startsWith('urn:uuid:'))).toBe(true);
    const assigned = element(
      String(found.find(({ kind, action }) => kind === 'result' && action === 'StartTransaction')?.['raw']),
      'transactionId',
    );
    expect(assigned).toMatch(/^\d+$/);
    expect(element(String(calls.at(-1)?.['raw']), 'transactionId')).toBe(assigned);
  });

  it('against a plain server: calls it back where the replay listens, and says what differs', async () => {
    const { cs, cp } = NAMESPACES[version];
    const seen: Array<Record<string, string | undefined>> = [];
    const answers: Array<[number, string]> = [];
    const call = async (to: string, action: string): Promise<void> => {
      const name = `${action.charAt(0).toLowerCase()}${action.slice(1)}Request`;
      const asked = header({ id: 'CP1', messageId: `q${answers.length}`, action: `/${action}` });
      const text = envelope({ namespace: cp, header: asked, body: `<o:${name}/>` });
      const response = await fetch(to, { method: 'POST', body: text });
      answers.push([response.status, await response.text()]);
    };
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const from = /From>\s*<\w+:Address>([^<]*)</.exec(text)?.[1] ?? '';
        seen.push({
          from,
          soapAction: request.headers['soapaction']?.toString(),
          type: request.headers['content-type'],
          auth: request.headers.authorization,
          transaction: element(text, 'transactionId'),
        });
        void respond(text, from).then((body) => {
          const answer = envelope({ namespace: cs, body });
          response.writeHead(200, { 'content-type': 'application/soap+xml' }).end(answer);
        });
      });
    });
    const respond = async (text: string, from: string): Promise<string> => {
      if (text.includes('bootNotificationRequest')) {
        await call(from, 'ClearCache');
        await call(from, 'ClearCache');
        await call(from, 'GetLocalListVersion');
        return '<o:bootNotificationResponse><o:status>Rejected</o:status><o:currentTime>2026-11-21T10:00:00Z</o:currentTime><o:heartbeatInterval>300</o:heartbeatInterval><o:interval>300</o:interval></o:bootNotificationResponse>';
      }
      if (text.includes('startTransactionRequest'))
        return '<o:startTransactionResponse><o:transactionId>4711</o:transactionId><o:idTagInfo><o:status>Accepted</o:status></o:idTagInfo></o:startTransactionResponse>';
      return '<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>o:SecurityError</s:Value></s:Subcode></s:Code><s:Reason><s:Text xml:lang="en">no</s:Text></s:Reason></s:Fault>';
    };
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ocpp`;
    const ran = await replay(version, url, '--password', 'secret');
    server.close();
    expect(ran.code).toBe(3);
    const events = lines(ran);
    const differences = events.flatMap(
      (event) => (event['differences'] as Array<{ path: string }> | undefined) ?? [],
    );
    expect(differences).toContainEqual({ path: 'status', recorded: '"Accepted"', received: '"Rejected"' });
    expect(differences).toContainEqual({
      path: '',
      recorded: 'a SOAP response',
      received: 'SOAP fault SecurityError',
    });
    expect(events.filter(({ event }) => event === 'asked').map(({ answer }) => answer)).toEqual([
      'recorded',
      'repeated',
      'unknown',
    ]);
    expect(answers.map(([status]) => status)).toEqual([200, 200, 500]);
    expect(element(answers[0]?.[1] ?? '', 'RelatesTo')).toBe('q0');
    expect(answers[0]?.[1]).toContain('Rejected');
    expect(answers[2]?.[1]).toContain('NotSupported');
    expect(seen.map(({ transaction }) => transaction)).toEqual([undefined, undefined, '4711']);
    const wanted =
      version === '1.5'
        ? { soapAction: '"/BootNotification"', type: 'text/xml; charset=utf-8' }
        : { type: expect.stringContaining('action="/BootNotification"') as string };
    expect(seen[0]).toMatchObject({
      ...wanted,
      auth: `Basic ${Buffer.from('CP1:secret').toString('base64')}`,
    });
  });

  it('says what is wrong: no connection, another transport', async () => {
    const nowhere = await replay(version, 'http://127.0.0.1:1/');
    expect([nowhere.code, nowhere.stderr]).toEqual([
      5,
      expect.stringContaining('No connection to http://127.0.0.1:1/'),
    ]);
    const socket = await replay(version, 'ws://127.0.0.1:1');
    expect([socket.code, socket.stderr]).toEqual([
      1,
      expect.stringContaining('speaks OCPP over SOAP in this recording'),
    ]);
  });
});
