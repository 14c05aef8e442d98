import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../shared/json.ts';
import { variantParts, type OcppVariant } from '../../../shared/ocpp/version.ts';
import type { CallLog } from '../callLog.ts';
import { beginBooted, beginBootedVariant } from '../practiceFixture.ts';
import { habits, statuses } from './fileTalk.ts';
import { startFtp } from './ftpFiles.ts';
import { offering, startHttp } from './httpFiles.ts';
import { startSftp } from './sftpFiles.ts';
import { signFirmware, type SignatureForm } from './signer.ts';

const FAST = { speed: 200 };
const VARIANTS: readonly OcppVariant[] = ['1.5-soap', '1.6-soap', '1.6', '2.0.1', '2.1'];
const PAST = new Date(0).toISOString();

function firmware(version: string, bytes = 100_000): Buffer {
  const image = Buffer.alloc(bytes, 'firmware ');
  image.write(`KERBSIDE-PRACTICE-FIRMWARE ${version}\n`);
  return image;
}

function update(central: CallLog, isOld: boolean, location: string, more: JsonObject = {}): Promise<unknown> {
  return isOld
    ? central.call('UpdateFirmware', { location, retrieveDate: PAST, ...more })
    : central.call('UpdateFirmware', {
        requestId: 9,
        firmware: { location, retrieveDateTime: PAST, ...more },
      });
}

/** The version that the station boots with next. */
async function bootedWith(central: CallLog): Promise<unknown> {
  const { payload } = await central.expect('BootNotification');
  const station = payload['chargingStation'];
  return typeof station === 'object' && station !== null && 'firmwareVersion' in station
    ? station['firmwareVersion']
    : payload['firmwareVersion'];
}

function until(central: CallLog, wanted: string, action = 'FirmwareStatusNotification'): Promise<unknown> {
  return central.expect(action, ({ status }) => status === wanted);
}

describe('an update of the firmware', () => {
  it.each(VARIANTS)('is fetched, installed and booted in %s', async (variant) => {
    const { version } = variantParts(variant);
    const isOld = version.startsWith('1');
    const http = await startHttp(offering(firmware('2.7.1')));
    const { central } = await beginBootedVariant(variant, FAST);
    await update(central, isOld, `${http.url}/any/file`);
    expect(await bootedWith(central)).toBe('2.7.1');
    await until(central, 'Installed');
    const all = [
      'Downloading',
      'Downloaded',
      'Installing',
      ...(isOld ? [] : ['InstallRebooting']),
      'Installed',
    ];
    const told = version === '1.5' ? ['Downloaded', 'Installed'] : all;
    expect(statuses(central, 'FirmwareStatusNotification')).toEqual(told);
  });

  it('takes its version from the name where the file says nothing', async () => {
    const http = await startHttp(offering(Buffer.from('anything')));
    const { central } = await beginBooted('1.6', FAST);
    await update(central, true, `${http.url}/practice-1.5.0.bin`);
    expect(await bootedWith(central)).toBe('1.5.0');
  });

  it.each(['ftp', 'explicit', 'implicit', 'sftp'] as const)('comes by %s', async (way) => {
    const server = way === 'sftp' ? await startSftp() : await startFtp(way === 'ftp' ? {} : { tls: way });
    server.files.set('/fw.bin', firmware('3.0.0'));
    const { central } = await beginBooted('2.0.1', FAST);
    await update(central, false, `${server.url}/fw.bin`);
    expect(await bootedWith(central)).toBe('3.0.0');
  });

  it('waits for its times, and says so', async () => {
    const http = await startHttp(offering(firmware('2.0.0')));
    const { central } = await beginBooted('2.0.1', { speed: 20_000 });
    const later = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();
    await update(central, false, `${http.url}/f`, { retrieveDateTime: later(1), installDateTime: later(2) });
    await until(central, 'Installed');
    expect(statuses(central, 'FirmwareStatusNotification')).toEqual([
      'DownloadScheduled',
      'Downloading',
      'Downloaded',
      'InstallScheduled',
      'Installing',
      'InstallRebooting',
      'Installed',
    ]);
  });

  it('waits for the car that charges', async () => {
    const http = await startHttp(offering(firmware('2.0.0')));
    const { central, charger } = await beginBooted('2.0.1', { speed: 100, plug: true, authorize: true });
    await central.expect('TransactionEvent');
    await update(central, false, `${http.url}/f`);
    await until(central, 'InstallScheduled');
    await charger.act('unplug');
    await until(central, 'Installed');
  });

  it.each([
    ['an empty file', Buffer.alloc(0)],
    ['a web page', Buffer.from('<!DOCTYPE html><title>Log in</title>')],
    ['firmware for another model', Buffer.from('KERBSIDE-PRACTICE-FIRMWARE 2.0.0 for Other 11\n')],
  ])('is not made of %s', async (_what, bytes) => {
    const http = await startHttp(offering(bytes));
    const { central } = await beginBooted('2.0.1', FAST);
    await update(central, false, `${http.url}/f`);
    await until(central, 'InstallVerificationFailed');
    const old = await beginBooted('1.6', FAST);
    await update(old.central, true, `${http.url}/f`);
    await until(old.central, 'InstallationFailed');
  });

  it('is tried again as often as it is told', async () => {
    let left = 2;
    const http = await startHttp((arrival, response) => {
      left -= 1;
      if (left >= 0) response.writeHead(503).end();
      else offering(firmware('2.0.0'))(arrival, response);
    });
    const { central } = await beginBooted('2.0.1', FAST);
    const ask = (requestId: number): Promise<unknown> =>
      central.call('UpdateFirmware', {
        requestId,
        retries: 1,
        retryInterval: 5,
        firmware: { location: `${http.url}/f`, retrieveDateTime: PAST },
      });
    await ask(1);
    await until(central, 'DownloadFailed');
    await ask(2);
    await until(central, 'Downloaded');
    expect(http.arrivals).toHaveLength(3);
  });

  it('is followed to where the server sends it', async () => {
    const http = await startHttp((arrival, response) => {
      if (arrival.url === '/old') response.writeHead(302, { location: '/new' }).end();
      else offering(firmware('2.0.0'))(arrival, response);
    });
    const { central } = await beginBooted('1.6', FAST);
    await update(central, true, `${http.url}/old`);
    expect(await bootedWith(central)).toBe('2.0.0');
  });
});

describe('signed firmware', () => {
  const image = firmware('4.0.0');

  async function begin(
    bytes: Buffer,
    signed: JsonObject,
    version: '1.6' | '2.0.1' = '1.6',
  ): Promise<{
    central: CallLog;
    answer: unknown;
    action: string;
  }> {
    const http = await startHttp(offering(bytes));
    const { central } = await beginBooted(version, FAST);
    const request = {
      requestId: 5,
      firmware: { location: `${http.url}/f`, retrieveDateTime: PAST, ...signed },
    };
    const isOld = version === '1.6';
    const answer = await central.status(isOld ? 'SignedUpdateFirmware' : 'UpdateFirmware', request);
    const action = isOld ? 'SignedFirmwareStatusNotification' : 'FirmwareStatusNotification';
    return { central, answer, action };
  }

  it.each([
    ['1.6', 'pss'],
    ['1.6', 'ecdsa'],
    ['2.0.1', 'pss'],
    ['2.0.1', 'pkcs1'],
  ] as const)('is verified and installed (%s, %s)', async (version, form: SignatureForm) => {
    const { central, answer, action } = await begin(image, await signFirmware(image, form), version);
    expect(answer).toBe('Accepted');
    expect(await bootedWith(central)).toBe('4.0.0');
    await until(central, 'Installed', action);
    expect(statuses(central, action)).toEqual([
      'Downloading',
      'Downloaded',
      'SignatureVerified',
      'Installing',
      'InstallRebooting',
      'Installed',
    ]);
    expect(central.received(action).every(({ requestId }) => requestId === 5)).toBe(true);
  });

  it('with a wrong signature is not installed', async () => {
    const signed = await signFirmware(firmware('4.0.1'), 'pss');
    const { central, action } = await begin(image, signed);
    await until(central, 'InvalidSignature', action);
    const { payload } = await central.expect('SecurityEventNotification');
    expect(payload['type']).toBe('InvalidFirmwareSignature');
  });

  it.each(['1.6', '2.0.1'] as const)('with a certificate that is over is refused (%s)', async (version) => {
    const signed = await signFirmware(image, 'ecdsa', new Date(86_400_000));
    const { central, answer } = await begin(image, signed, version);
    expect(answer).toBe('InvalidCertificate');
    const { payload } = await central.expect('SecurityEventNotification');
    expect(payload['type']).toBe('InvalidFirmwareSigningCertificate');
  });

  it('needs a maker that a strict station knows', async () => {
    const http = await startHttp(offering(image));
    const { central } = await beginBooted('2.0.1', { ...FAST, ...habits('strict-trust') });
    const signed = await signFirmware(image, 'pss');
    const request = {
      requestId: 5,
      firmware: { location: `${http.url}/f`, retrieveDateTime: PAST, ...signed },
    };
    expect(await central.status('UpdateFirmware', request)).toBe('InvalidCertificate');
    await central.call('InstallCertificate', {
      certificateType: 'ManufacturerRootCertificate',
      certificate: signed.signingCertificate,
    });
    expect(await central.status('UpdateFirmware', request)).toBe('Accepted');
    await until(central, 'SignatureVerified');
  });
});

describe('a second update', () => {
  it('ends the first as long as nothing is installed', async () => {
    const http = await startHttp((arrival, response) => {
      if (arrival.url === '/new') offering(firmware('2.0.0'))(arrival, response);
    });
    const { central } = await beginBooted('2.0.1', FAST);
    const arrival = http.next();
    await update(central, false, `${http.url}/slow`);
    await arrival;
    const request = { requestId: 10, firmware: { location: `${http.url}/new`, retrieveDateTime: PAST } };
    expect(await central.status('UpdateFirmware', request)).toBe('AcceptedCanceled');
    expect(await bootedWith(central)).toBe('2.0.0');
  });

  it('is refused while the first is being installed', async () => {
    const http = await startHttp(offering(firmware('2.0.0')));
    const { central } = await beginBooted('2.0.1', { speed: 1 });
    await update(central, false, `${http.url}/f`);
    await until(central, 'Installing');
    const request = { requestId: 10, firmware: { location: `${http.url}/f`, retrieveDateTime: PAST } };
    expect(await central.status('UpdateFirmware', request)).toBe('Rejected');
  });
});
