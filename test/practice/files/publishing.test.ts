import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { asText } from '../callLog.ts';
import { beginBooted } from '../practiceFixture.ts';
import { habits, statuses } from './fileTalk.ts';
import { offering, startHttp } from './httpFiles.ts';

const IMAGE = Buffer.alloc(100_000, 'firmware ');
const CHECKSUM = createHash('md5').update(IMAGE).digest('hex');
const STATUS = 'PublishFirmwareStatusNotification';

describe('PublishFirmware', () => {
  it('is refused by a charger that is no local controller', async () => {
    const { central } = await beginBooted('2.0.1');
    const request = { requestId: 1, location: 'http://127.0.0.1:9/', checksum: CHECKSUM };
    expect(await central.status('PublishFirmware', request)).toBe('Rejected');
  });

  it('makes a local controller fetch the file and hand it out, until it is taken back', async () => {
    const http = await startHttp(offering(IMAGE));
    const { central } = await beginBooted('2.0.1', habits('local-controller'));
    const request = { requestId: 1, location: `${http.url}/f`, checksum: CHECKSUM.toUpperCase() };
    expect(await central.status('PublishFirmware', request)).toBe('Accepted');
    const { payload } = await central.expect(STATUS, ({ status }) => status === 'Published');
    expect(statuses(central, STATUS)).toEqual(['Downloading', 'Downloaded', 'ChecksumVerified', 'Published']);
    const [first] = Array.isArray(payload['location']) ? payload['location'] : [];
    const address = asText(first);
    const published = await fetch(address);
    expect(Buffer.from(await published.arrayBuffer()).equals(IMAGE)).toBe(true);
    const part = await fetch(address, { headers: { range: 'bytes=99990-' } });
    expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 10]);
    expect(await central.status('UnpublishFirmware', { checksum: CHECKSUM })).toBe('Unpublished');
    expect(await central.status('UnpublishFirmware', { checksum: CHECKSUM })).toBe('NoFirmware');
    await expect(fetch(address)).rejects.toThrow();
  });

  it('fails of a wrong checksum', async () => {
    const http = await startHttp(offering(IMAGE));
    const { central } = await beginBooted('2.1', habits('local-controller'));
    await central.call('PublishFirmware', {
      requestId: 1,
      location: `${http.url}/f`,
      checksum: '0'.repeat(32),
    });
    const { payload } = await central.expect(STATUS, ({ status }) => status === 'InvalidChecksum');
    expect(payload).toEqual({ requestId: 1, status: 'InvalidChecksum' });
  });
});
