import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createCore } from '../../electron/core/index.ts';
import { practice } from '../../electron/practice/practice.ts';
import { PRACTICE_LOGIN } from '../../electron/practice/port/console/consoleDevice.ts';
import { createPracticePort } from '../../electron/practice/port/createPracticePort.ts';
import { keepAwake } from '../../electron/shell/keepAwake.ts';
import { createClient } from '../../shared/contract/client.ts';
import { memoryLinkPair } from '../../shared/contract/memoryLink.ts';

it('the computer is kept awake while firmware goes over a cable, and not longer', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kerbside-awake-'));
  const device = await createPracticePort({ device: 'console', habits: ['quick', 'booted'] });
  const held: Array<'held' | 'let go'> = [];
  const isAwake = keepAwake({
    start: () => held.push('held'),
    stop: () => {
      held.push('let go');
      return true;
    },
  });
  const over = Promise.withResolvers<void>();
  const core = await createCore({
    version: '0',
    host: '127.0.0.1',
    port: 0,
    sessionFile: join(folder, 'visit.kerbside'),
    sessionsFolder: folder,
    tls: 'off',
    practice,
    onPushing: (isAny) => {
      isAwake(isAny);
      if (!isAny) over.resolve();
    },
    log: () => undefined,
  });
  onTestFinished(async () => {
    await core.close();
    await device.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const [ours, theirs] = memoryLinkPair();
  core.serve(theirs);
  const client = createClient(ours);
  const { path } = device;
  await client.call('port.open', { path, profileId: 'linux-uboot-console' });
  await client.call('port.login', { path, ...PRACTICE_LOGIN });
  const filePath = join(folder, 'charger.img');
  writeFileSync(filePath, `PRACTICE-FW 2.0.0\n${'x'.repeat(5000)}`);
  const { confirmWith } = await client.call('port.planPush', { path, filePath });
  const { id } = await client.call('port.push', { path, filePath, confirm: confirmWith });
  await client.call('portRun.cancel', { id });
  await over.promise;
  expect(held).toEqual(['held', 'let go']);
});
