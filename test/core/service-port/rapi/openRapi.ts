import { afterEach } from 'vitest';
import type { DriverEvents } from '../../../../electron/core/service-port/drivers/chargerDriver.ts';
import { createRapiDriver } from '../../../../electron/core/service-port/drivers/rapi/createRapiDriver.ts';
import { ConsoleStream } from '../../../../electron/core/service-port/line/consoleStream.ts';
import { LineTap } from '../../../../electron/core/service-port/line/lineTap.ts';
import { RecordedLine } from '../../../../electron/core/service-port/line/recordedLine.ts';
import { SecretWatch } from '../../../../electron/core/service-port/line/secretWatch.ts';
import { SerialRecorder } from '../../../../electron/core/service-port/line/serialRecorder.ts';
import { openTransport } from '../../../../electron/core/service-port/transport/openTransport.ts';
import { createPracticePort } from '../../../../electron/practice/port/createPracticePort.ts';
import { ContractError } from '../../../../shared/contract/failure.ts';
import { DEFAULT_LINE } from '../../../../shared/service-port/lineSettings.ts';
import { MemoryRecorder, type KeptRecord } from '../../central/memoryRecorder.ts';
import { rapiProfile } from './rapiProfile.ts';

const ends: Array<() => Promise<void> | void> = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

/** The practice OpenEVSE at the end of a real connection, and the driver that speaks with it. */
export async function openRapi(habits: readonly string[] = [], profile = rapiProfile()) {
  const port = await createPracticePort({ device: 'rapi', habits: ['fast', 'session=0', ...habits] });
  ends.push(() => port.stop());
  return { ...(await connectRapi(port.path, profile)), stopDevice: () => port.stop() };
}

export async function connectRapi(path: string, profile = rapiProfile()) {
  const recorder = new MemoryRecorder();
  const transport = await openTransport(path, DEFAULT_LINE);
  const serial = new SerialRecorder({ recorder, path, stationId: () => 'CABLE', line: () => DEFAULT_LINE });
  const line = new RecordedLine({
    transport,
    line: DEFAULT_LINE,
    tap: new LineTap(serial, new ConsoleStream(), new SecretWatch(), () => undefined),
    recorder,
    onLine: () => undefined,
    log: (text) => {
      throw new Error(text);
    },
  });
  const gone = new ContractError('unavailable', 'The port is gone.');
  transport.onClose(() => line.end(gone));
  const events = watchEvents();
  const driver = createRapiDriver(line, profile, { events: events.events });
  line.listen();
  ends.push(async () => {
    driver.close();
    line.end(gone);
    serial.close();
    await transport.close();
  });
  const context = { signal: new AbortController().signal };
  return {
    driver,
    line,
    recorder,
    context,
    ...events,
    meanings: () => recorder.records.map(meaningOf),
    sent: () => recorder.records.filter(({ direction }) => direction === 'out').map(({ raw }) => String(raw)),
    read: async (key: string) => {
      const [reading] = await driver.read([key], context);
      if (reading === undefined) throw new Error('There is no reading.');
      return reading;
    },
    write: (key: string, value: string) => driver.write(key, value, context),
    unplug: () => transport.close().then(() => line.end(gone)),
  };
}

function meaningOf({ raw, payload }: KeptRecord): string {
  const { meaning = '' } = JSON.parse(payload ?? '{}') as { meaning?: string };
  return `${String(raw).replaceAll(/[\r\n]/g, '')} = ${meaning}`;
}

function watchEvents() {
  const banners = new Map<string, string>();
  const charging: boolean[] = [];
  const counts = { restarts: 0 };
  const waiters: Array<{ isSo: () => boolean; resolve: () => void }> = [];
  const told = (): void => {
    for (const { isSo, resolve } of waiters) if (isSo()) resolve();
  };
  const events: DriverEvents = {
    onBanner: (banner) => {
      if (banner.level === 'none') banners.delete(banner.code);
      else banners.set(banner.code, 'sentence' in banner ? `${banner.sentence} ${banner.remedy ?? ''}` : '');
      told();
    },
    onRestart: () => {
      counts.restarts += 1;
      told();
    },
    onCharging: (isCharging) => {
      charging.push(isCharging);
      told();
    },
    onOcppText: () => undefined,
  };
  const until = (isSo: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      waiters.push({ isSo, resolve });
      told();
    });
  return { events, banners, charging, counts, until };
}
