import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { asText } from './callLog.ts';
import { beginBooted } from './practiceFixture.ts';

let server: Server | undefined;

afterEach(async () => {
  if (server === undefined) return;
  server.close();
  await once(server, 'close');
  server = undefined;
});

interface Upload {
  method: string | undefined;
  url: string | undefined;
  body: string;
}

/** Takes every upload and offers every download, after it refused the first `refusals`. */
async function startFiles(uploads: Upload[], refusals = 0): Promise<string> {
  server = createServer((request: IncomingMessage, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      uploads.push({
        method: request.method,
        url: request.url,
        body: Buffer.concat(chunks).toString('utf8'),
      });
      response.writeHead(uploads.length > refusals ? 200 : 503, { connection: 'close' }).end('firmware');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('files', () => {
  it('uploads its diagnostics and says so', async () => {
    const uploads: Upload[] = [];
    const url = await startFiles(uploads);
    const { central } = await beginBooted('1.6', { password: 'a-password-of-16-signs' });
    const answer = await central.call('GetDiagnostics', { location: `${url}/inbox/` });
    await central.expect('DiagnosticsStatusNotification', ({ status }) => status === 'Uploading');
    await central.expect('DiagnosticsStatusNotification', ({ status }) => status === 'Uploaded');
    const fileName = answer.kind === 'result' ? asText(answer.payload['fileName']) : '';
    expect(uploads[0]).toMatchObject({ method: 'PUT', url: `/inbox/${fileName}` });
    expect(uploads[0]?.body).toContain('firmware     1.4.2');
    expect(uploads[0]?.body).not.toContain('a-password');
  });

  it.each(['ftp://127.0.0.1/', 'C:\\logs', 'http://127.0.0.1:59999/'])(
    'tells that an upload to %s failed',
    async (remoteLocation) => {
      const { central } = await beginBooted('2.0.1');
      await central.call('GetLog', { requestId: 3, logType: 'DiagnosticsLog', log: { remoteLocation } });
      const { payload } = await central.expect(
        'LogStatusNotification',
        ({ status }) => status !== 'Uploading',
      );
      expect(payload).toEqual({ requestId: 3, status: 'UploadFailure' });
    },
  );

  it('downloads firmware, installs it, and boots with the new version', async () => {
    const uploads: Upload[] = [];
    const url = await startFiles(uploads);
    const { central } = await beginBooted('1.6', { speed: 100 });
    const location = `${url}/practice-1.5.0.bin`;
    const retrieveDate = new Date(Date.now() - 1_000).toISOString();
    expect(await central.call('UpdateFirmware', { location, retrieveDate })).toMatchObject({ payload: {} });
    expect((await central.expect('BootNotification')).payload).toMatchObject({ firmwareVersion: '1.5.0' });
    await central.expect('FirmwareStatusNotification', ({ status }) => status === 'Installed');
    expect(central.received('FirmwareStatusNotification').map(({ status }) => status)).toEqual([
      'Downloading',
      'Downloaded',
      'Installing',
      'Installed',
    ]);
    expect(uploads[0]).toMatchObject({ method: 'GET', url: '/practice-1.5.0.bin' });
  });

  it('tries again as often as it is told', async () => {
    const uploads: Upload[] = [];
    const url = await startFiles(uploads, 2);
    const { central } = await beginBooted('2.0.1', { speed: 1000 });
    const update = async (requestId: number, retries: number): Promise<unknown> => {
      const firmware = { location: `${url}/x`, retrieveDateTime: new Date(0).toISOString() };
      await central.call('UpdateFirmware', { requestId, retries, retryInterval: 5, firmware });
      const { payload } = await central.expect(
        'FirmwareStatusNotification',
        ({ status }) => status !== 'Downloading',
      );
      return payload;
    };
    expect(await update(9, 1)).toEqual({ requestId: 9, status: 'DownloadFailed' });
    expect(await update(10, 1)).toEqual({ requestId: 10, status: 'Downloaded' });
    expect(uploads).toHaveLength(3);
  });
});
