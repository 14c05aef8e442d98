import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FirmwareUpdate } from '../../../shared/files/firmwareUpdate.ts';
import type { OcppVariant } from '../../../shared/ocpp/version.ts';
import { TRANSFER_PROTOCOLS } from '../../../shared/files/transferProtocol.ts';
import { LocalAuthority } from '../../../electron/core/security/localAuthority.ts';
import { signFirmware } from '../../practice/files/signer.ts';
import { temporaryFolder } from '../files/fileCore.ts';
import { codesOf, practiceFirmware, practise, startUpdateCore } from './updateCore.ts';

const isDone = ({ state, steps }: FirmwareUpdate): boolean =>
  state === 'verified' && steps.some(({ code }) => code === 'confirmed');

describe('firmware is pushed to a practice charger, which downloads it, restarts and has the new version', () => {
  it.each<OcppVariant>(['1.5-soap', '1.6-soap', '1.6', '2.0.1', '2.1'])('%s', async (variant) => {
    const core = await startUpdateCore();
    await practise(core, variant);
    const path = practiceFirmware('1.5.0');
    const { id } = await core.push(path, { version: '1.5.0' });
    const done = await core.when(id, isDone);
    expect(done).toMatchObject({
      state: 'verified',
      action: 'UpdateFirmware',
      protocol: 'http',
      urlForm: 'usual',
      isOpen: false,
      versionBefore: '1.4.2',
      versionAfter: '1.5.0',
      coveredBytes: 200_000,
      snapshotId: 'snapshot-1',
      file: { sizeBytes: 200_000, version: '1.5.0' },
      connections: [{ fromByte: 0, toByte: 200_000, sentBytes: 200_000, end: 'whole' }],
    });
    expect(codesOf(done)).toEqual(
      expect.arrayContaining(['snapshot', 'asked', 'accepted', 'download-started', 'complete', 'verified']),
    );
    expect(done.steps.find(({ code }) => code === 'verified')?.sentence).toBe(
      'Verified: it reports version 1.5.0, as expected (1.4.2 before).',
    );
    expect(core.kept.get(id)).toEqual(done);
    const steps = core.recorder.records.filter(({ kind }) => kind === 'transfer');
    expect(steps.map(({ raw }) => raw)).toContain(
      'Firmware: Verified: it reports version 1.5.0, as expected (1.4.2 before).',
    );
    const asked = done.steps.find(({ code }) => code === 'asked');
    expect(core.recorder.records.find(({ seq }) => seq === asked?.aboutSeq)).toMatchObject({
      kind: 'call',
      action: 'UpdateFirmware',
    });
    const told = done.steps.find(({ code }) => code === 'confirmed');
    expect(core.recorder.records.find(({ seq }) => seq === told?.aboutSeq)?.action).toBe(
      'FirmwareStatusNotification',
    );
  });

  const WAYS = (['1.5-soap', '1.6-soap', '2.0.1'] as const).flatMap((variant) =>
    TRANSFER_PROTOCOLS.map((protocol) => ({ variant, protocol })),
  );

  it.each(WAYS)('$variant by $protocol', async ({ variant, protocol }) => {
    const core = await startUpdateCore({ files: { authority: new LocalAuthority(temporaryFolder()) } });
    await practise(core, variant);
    const { id } = await core.push(practiceFirmware('1.5.0'), { protocol });
    const done = await core.when(id, ({ state }) => state === 'verified');
    expect(done).toMatchObject({ protocol, coveredBytes: 200_000 });
    expect(done.location).toMatch(`${protocol}://127.0.0.1:`);
    expect(done.location).not.toContain('@');
    expect(done.steps.find(({ code }) => code === 'verified')?.sentence).toBe(
      'Verified: its version has changed from 1.4.2 to 1.5.0.',
    );
  });

  it.each([
    ['1.6', 'SignedUpdateFirmware', 'pss'],
    ['2.0.1', 'UpdateFirmware', 'pkcs1'],
    ['2.1', 'UpdateFirmware', 'ecdsa'],
  ] as const)('signed: %s', async (variant, action, form) => {
    const core = await startUpdateCore();
    await practise(core, variant);
    const path = practiceFirmware('1.5.0');
    const signature = await signFirmware(readFileSync(path), form);
    const { id } = await core.push(path, { signature });
    const done = await core.when(id, ({ state }) => state === 'verified');
    expect(done).toMatchObject({ action, isSigned: true });
    expect(codesOf(done)).toContain('signature-verified');
  });

  it('with a signature of another file, which it refuses after the download', async () => {
    const core = await startUpdateCore();
    await practise(core, '2.0.1');
    const signature = await signFirmware(Buffer.from('another'), 'pss');
    const { id } = await core.push(practiceFirmware('1.5.0'), { signature });
    const failed = await core.when(id, ({ state }) => state === 'failed');
    expect(failed.failedAt).toMatchObject({ stage: 'signature', number: 4, code: 'invalid-signature' });
    expect(failed.failedAt?.why).toContain('it fetched the whole file (200 kB)');
  });

  it('with a certificate that it does not trust, which it refuses at once', async () => {
    const core = await startUpdateCore();
    await practise(core, '2.0.1', { habits: ['strict-trust'] });
    const path = practiceFirmware('1.5.0');
    const { id } = await core.push(path, { signature: await signFirmware(readFileSync(path), 'pss') });
    // What is refused is not handed out any more.
    const failed = await core.when(id, ({ state, isOpen }) => state === 'failed' && !isOpen);
    expect(failed.failedAt).toMatchObject({ stage: 'request', number: 2, code: 'certificate-invalid' });
  });

  it('published by a local controller, and taken back', async () => {
    const core = await startUpdateCore();
    await practise(core, '2.0.1', { habits: ['local-controller'] });
    const { id } = await core.updates.publish('CP-1', { file: { path: practiceFirmware('1.5.0') } });
    const done = await core.when(id, ({ state }) => state === 'published');
    expect(done).toMatchObject({ kind: 'publish', action: 'PublishFirmware' });
    expect(done.publishedAt).toEqual([expect.stringMatching(/^http:/)]);
    expect(codesOf(done)).toEqual(expect.arrayContaining(['complete', 'checksum-verified', 'published']));
    const { checksum = '' } = done;
    expect(checksum).toMatch(/^[0-9a-f]{32}$/);
    expect(await core.updates.unpublish('CP-1', checksum)).toMatchObject({
      status: 'Unpublished',
      isDone: true,
    });
    expect(await core.updates.unpublish('CP-1', checksum)).toMatchObject({ status: 'NoFirmware' });
  });

  it('not published by a charger, nor by one of 1.6', async () => {
    const core = await startUpdateCore();
    await practise(core, '1.6');
    await practise(core, '2.0.1', { id: 'CP-2' });
    const wish = { file: { path: practiceFirmware('1.5.0') } };
    await expect(core.updates.publish('CP-1', wish)).rejects.toMatchObject({ code: 'invalid-params' });
    const { id } = await core.updates.publish('CP-2', wish);
    const failed = await core.when(id, ({ state }) => state === 'failed');
    expect(failed.failedAt).toMatchObject({ stage: 'request' });
  });
});
