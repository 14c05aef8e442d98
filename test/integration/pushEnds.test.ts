import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect as dial } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import { PRACTICE_LOGIN } from '../../electron/practice/port/console/consoleDevice.ts';
import { createPracticePort } from '../../electron/practice/port/createPracticePort.ts';
import type { ContractClient } from '../../shared/contract/client.ts';
import type { PortRun } from '../../shared/service-port/portRun.ts';
import { Trace } from '../../electron/core/trace/trace.ts';
import { startServe, type ServeProcess } from '../processes/kerbside.ts';
import { serveClient } from '../processes/serveClient.ts';
import { startCableDevice } from '../core/service-port/session/cableDevice.ts';

/** Ways in which the program ends in the middle of a push: real processes, and the device in another one. */
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kerbside-push-ends-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const SESSION = 'visit.kerbside';
const PROFILE = 'linux-uboot-console';

async function connect(serve: ServeProcess): Promise<ContractClient> {
  const client = await serveClient(serve);
  onTestFinished(() => client.close());
  return client;
}

/** The run as soon as it is as it is wanted. */
function until(client: ContractClient, isSo: (run: PortRun) => boolean): Promise<PortRun> {
  return new Promise((resolve) => {
    const look = (run: PortRun): void => {
      if (isSo(run)) resolve(run);
    };
    client.subscribe('portRuns', {}, { snapshot: (runs) => runs.forEach(look), change: look });
  });
}

/** A push over the cable at `path` of which the twentieth block is over. */
async function pushing(client: ContractClient, path: string): Promise<PortRun> {
  const filePath = join(folder, 'charger.img');
  writeFileSync(filePath, Buffer.concat([Buffer.from('PRACTICE-FW 2.0.0\n'), Buffer.alloc(2_000_000, 120)]));
  await client.call('port.open', { path, profileId: PROFILE });
  await client.call('port.login', { path, ...PRACTICE_LOGIN });
  const plan = await client.call('port.planPush', { path, filePath });
  const { id } = await client.call('port.push', { path, filePath, confirm: plan.confirmWith });
  return until(client, (run) => run.id === id && run.block >= 20);
}

async function practiceConsole(): Promise<string> {
  const device = await createPracticePort({ device: 'console', habits: ['quick', 'booted'] });
  onTestFinished(() => device.stop());
  return device.path;
}

const started = (): Promise<ServeProcess> => startServe({ home: folder, session: join(folder, SESSION) });

it('after kill -9 the run stands there as it was cut, nothing is resumed, and the bytes are in the file', async () => {
  const path = await practiceConsole();
  const first = await started();
  const { id } = await pushing(await connect(first), path);
  await first.stop('SIGKILL');

  const second = await started();
  onTestFinished(async () => void (await second.stop()));
  const client = await connect(second);
  const [run, ...others] = await client.call('portRuns.list', {});
  expect(others).toEqual([]);
  expect(run).toMatchObject({ id, state: 'failed', stage: 'transfer' });
  expect(run?.sentence).toMatch(/Broken off at stage 3 \(transfer; block \d+ was over\)/);
  expect(run?.remedy).toMatch(/start the push again from the first block/);
  // Nothing is opened, so nothing can be sent.
  const ports = await new Promise<unknown[]>((resolve) => {
    client.subscribe('ports', {}, { snapshot: resolve, change: () => undefined });
  });
  expect(ports).toEqual([]);
  await second.stop();

  const trace = Trace.open(join(folder, SESSION));
  onTestFinished(() => trace.close());
  const records = trace.store.between(1, trace.store.lastSeq);
  const sent = records.filter(({ kind, direction }) => kind === 'serial' && direction === 'out');
  const blocks = sent.filter(({ sizeBytes }) => sizeBytes > 1000);
  expect(blocks.length).toBeGreaterThanOrEqual(run?.block ?? Infinity);
  expect(records.some(({ raw }) => String(raw).includes('loady'))).toBe(true);
});

it('Ctrl-C ends a push at both ends, and says in what state that leaves the charger', async () => {
  const charger = await practiceConsole();
  // Between Kerbside and the charger, so that what crosses the cable can be seen.
  const cable = await startCableDevice();
  onTestFinished(() => cable.close());
  const wire = dial(Number(charger.split(':').at(-1)), '127.0.0.1');
  onTestFinished(() => void wire.destroy());
  cable.onData((bytes) => void wire.write(bytes));
  wire.on('data', (bytes: Buffer) => void cable.write(bytes).catch(() => undefined));
  wire.on('error', () => undefined);

  const serve = await startServe({ home: folder, session: join(folder, SESSION) });
  const client = await connect(serve);
  await pushing(client, cable.path);
  await expect(client.call('session.begin', {})).rejects.toMatchObject({ code: 'busy' });
  for (const refused of [
    client.call('port.setLine', { path: cable.path, line: { baud: 9600 } }),
    client.call('port.close', { path: cable.path }),
    client.call('port.open', { path: cable.path }),
  ]) {
    await expect(refused).rejects.toMatchObject({ code: 'busy' });
  }
  expect(await serve.stop('SIGINT')).toBe(0);
  await cable.until('\u0018\u0018\u0018\u0018\u0018');
  expect(serve.said()).toMatch(/Firmware over tcp:.*Stopped here\. The device has not got the whole file/);
  const trace = Trace.open(join(folder, SESSION));
  onTestFinished(() => trace.close());
  expect(trace.portRuns.load()).toMatchObject([{ state: 'cancelled', stage: 'transfer' }]);
});
