import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../shared/json.ts';
import type { OcppVersion } from '../../../shared/ocpp/version.ts';
import { NAMED_HABITS } from '../../../electron/practice/behaviours/namedHabits.ts';
import { beginBooted, type Fixture } from '../practiceFixture.ts';
import { habits, statuses } from './fileTalk.ts';
import { offering, startHttp, type HttpAnswer, type HttpFiles } from './httpFiles.ts';

const IMAGE = Buffer.from(`KERBSIDE-PRACTICE-FIRMWARE 2.0.0\n${'firmware '.repeat(20_000)}`);
const STATUS = 'FirmwareStatusNotification';

/** A station with a habit that was told to update. */
async function updating(
  habit: string,
  { version = '1.6', answer = offering(IMAGE) }: { version?: '1.6' | '2.0.1'; answer?: HttpAnswer } = {},
): Promise<Fixture & { http: HttpFiles }> {
  const http = await startHttp(answer);
  const fixture = await beginBooted(version, { speed: 200, ...habits(habit) });
  await fixture.central.call('UpdateFirmware', request(version, `${http.url}/fw.bin`));
  return { ...fixture, http };
}

function request(version: OcppVersion, location: string): JsonObject {
  const at = new Date(0).toISOString();
  return version === '1.6'
    ? { location, retrieveDate: at }
    : { requestId: 1, firmware: { location, retrieveDateTime: at } };
}

describe('a charger with a habit of updates', () => {
  it.each([
    ['skips-downloading', ['Installing', 'Installed']],
    ['silent-firmware', []],
    ['never-installed', ['Downloading', 'Downloaded', 'Installing']],
    ['keeps-version', ['Downloading', 'Downloaded', 'Installing', 'Installed']],
  ])('boots and tells what it wants: %s', async (habit, told) => {
    const { central } = await updating(habit);
    const { payload } = await central.expect('BootNotification');
    expect(payload['firmwareVersion']).toBe(habit === 'keeps-version' ? '1.4.2' : '2.0.0');
    // The statuses of the connectors are out behind the last one of the firmware.
    await central.call('TriggerMessage', { requestedMessage: 'Heartbeat' });
    await central.expect('Heartbeat');
    expect(statuses(central, STATUS)).toEqual(told);
  });

  it.each([
    ['installation-fails', 'InstallationFailed'],
    ['verification-fails', 'InstallVerificationFailed'],
    ['never-reboots', 'InstallRebooting'],
    ['download-fails', 'DownloadFailed'],
  ])('ends as it wants: %s', async (habit, last) => {
    const { central } = await updating(habit, { version: '2.0.1' });
    await central.expect(STATUS, ({ status }) => status === last);
    expect(central.received('BootNotification')).toHaveLength(1);
  });

  it('says that it paused', async () => {
    const { central, http } = await updating('download-breaks', { version: '2.0.1' });
    await central.expect(STATUS, ({ status }) => status === 'Installed');
    expect(statuses(central, STATUS).slice(0, 4)).toEqual([
      'Downloading',
      'DownloadPaused',
      'Downloading',
      'Downloaded',
    ]);
    const [first, second] = http.arrivals;
    expect(first?.headers.range).toBeUndefined();
    expect(second?.headers).toMatchObject({
      range: expect.stringMatching(/^bytes=[1-9]\d*-$/) as string,
      'if-range': '"one"',
    });
  });

  it.each(['never-downloads', 'picky-url'])('accepts and does nothing: %s', async (habit) => {
    const { central, http } = await updating(habit);
    await central.call('TriggerMessage', { requestedMessage: 'Heartbeat' });
    await central.expect('Heartbeat');
    expect([http.arrivals, statuses(central, STATUS)]).toEqual([[], []]);
  });

  it('asks with HEAD first', async () => {
    const { central, http } = await updating('download-head');
    await central.expect(STATUS, ({ status }) => status === 'Downloaded');
    expect(http.arrivals.map(({ method }) => method)).toEqual(['HEAD', 'GET']);
  });

  it.each([
    ['chunks', (_arrival, response) => void response.writeHead(200).end(IMAGE.subarray(0, 10))],
    ['a redirection', (_arrival, response) => void response.writeHead(302, { location: '/x' }).end()],
    ['a kept connection', offering(IMAGE)],
  ] as Array<[string, HttpAnswer]>)('takes plain HTTP only: not %s', async (_what, answer) => {
    const { central } = await updating('needs-plain-http', { answer });
    await central.expect(STATUS, ({ status }) => status === 'DownloadFailed');
  });

  it('never tells of a failure', async () => {
    const { central } = await updating('silent-failure', {
      answer: (_arrival, response) => void response.writeHead(404).end(),
    });
    await central.call('TriggerMessage', { requestedMessage: STATUS });
    await central.expect(STATUS, ({ status }) => status === 'Idle' || status === 'Downloading');
    expect(statuses(central, STATUS)).not.toContain('DownloadFailed');
  });

  it('takes retries 0 as never', async () => {
    const http = await startHttp(offering(IMAGE));
    const { central } = await beginBooted('1.6', habits('retries-zero'));
    await central.call('UpdateFirmware', { ...request('1.6', `${http.url}/fw.bin`), retries: 0 });
    await central.expect(STATUS, ({ status }) => status === 'DownloadFailed');
    expect(http.arrivals).toEqual([]);
  });

  it('does not wait', async () => {
    const http = await startHttp(offering(IMAGE));
    const { central } = await beginBooted('1.6', habits('ignores-times'));
    const retrieveDate = new Date(Date.now() + 86_400_000).toISOString();
    await central.call('UpdateFirmware', { location: `${http.url}/fw.bin`, retrieveDate });
    await central.expect(STATUS, ({ status }) => status === 'Downloaded');
  });
});

describe('the names of habits', () => {
  it('have a sentence each, and numbers where they can', () => {
    for (const [name, { about, usual, make }] of Object.entries(NAMED_HABITS)) {
      expect(name).toMatch(/^[a-z-]+$/);
      expect(about.length).toBeGreaterThan(10);
      expect(make(usual ?? 0).name).not.toBe('');
    }
  });
});
