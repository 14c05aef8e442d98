import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { FirmwareNews } from '../../../electron/core/firmware/firmwareNews.ts';
import type { FirmwareMeans } from '../../../electron/core/firmware/firmwareMeans.ts';
import { FirmwareUpdates, type PushWish } from '../../../electron/core/firmware/firmwareUpdates.ts';
import { createPracticeCharger } from '../../../electron/practice/createPracticeCharger.ts';
import type { FirmwareUpdate } from '../../../shared/files/firmwareUpdate.ts';
import type { FetchStep } from '../../../shared/files/diagnosticsFetch.ts';
import { variantParts, type JsonVersion, type OcppVariant } from '../../../shared/ocpp/version.ts';
import { startFileCore, temporaryFolder, type FileCore, type FileCoreOptions } from '../files/fileCore.ts';
import { habits } from '../../practice/files/fileTalk.ts';
import { LogStation } from '../diagnostics/logStation.ts';

export interface UpdateCore extends Omit<FileCore, 'kept'> {
  updates: FirmwareUpdates;
  /** What was written to the session, by id. */
  kept: Map<string, FirmwareUpdate>;
  /** Stations whose configuration was kept. */
  snapshots: string[];
  /** The update as soon as it is as wanted. */
  when(id: string, wanted: (update: FirmwareUpdate) => boolean): Promise<FirmwareUpdate>;
  /** The step of a code, said or to be said. */
  step(id: string, code: string): Promise<FetchStep>;
  /** Pushes to one station; fails where nothing was begun. */
  push(path: string, wish?: Partial<PushWish>): Promise<FirmwareUpdate>;
}

export interface UpdateCoreOptions {
  files?: FileCoreOptions;
  means?: Partial<FirmwareMeans>;
}

/** Front door, central system, server of files and updates over a real port, as the core puts them together. */
export async function startUpdateCore(options: UpdateCoreOptions = {}): Promise<UpdateCore> {
  const kept = new Map<string, FirmwareUpdate>();
  const snapshots: string[] = [];
  const news = new FirmwareNews();
  const { central: centralOptions } = options.files ?? {};
  const core = await startFileCore({ ...options.files, central: { ...centralOptions, observers: [news] } });
  const updates = new FirmwareUpdates({
    central: core.central,
    transfers: core.files,
    news,
    listening: () => ({ host: '127.0.0.1', port: core.port, addresses: [] }),
    recorder: core.recorder,
    kept: { load: () => [], save: (update) => kept.set(update.id, update) },
    library: undefined,
    protocolsOf: async () => undefined,
    busyWith: () => undefined,
    isFetching: () => false,
    configuration: () => undefined,
    keepConfiguration: async (stationId) => `snapshot-${snapshots.push(stationId)}`,
    ...options.means,
  });
  onTestFinished(() => updates.close());
  const when: UpdateCore['when'] = (id, wanted) => {
    const now = updates.find(id);
    if (wanted(now)) return Promise.resolve(now);
    return new Promise((resolve) => {
      const stop = updates.onChange((update) => {
        if (update.id !== id || !wanted(update)) return;
        stop();
        resolve(update);
      });
    });
  };
  return {
    ...core,
    updates,
    kept,
    snapshots,
    when,
    async step(id, code) {
      const find = ({ steps }: FirmwareUpdate): FetchStep | undefined =>
        steps.find((one) => one.code === code);
      const step = find(await when(id, (update) => find(update) !== undefined));
      if (step === undefined) throw new Error(`no step ${code}`);
      return step;
    },
    async push(path, wish = {}) {
      const stationIds = wish.stationIds ?? ['CP-1'];
      const [pushed] = await updates.push({ file: { path }, signature: undefined, ...wish, stationIds });
      if (pushed?.update === undefined) throw new Error(pushed?.failure?.message ?? 'nothing was pushed');
      return pushed.update;
    },
  };
}

/** Firmware for practice chargers, in a folder of its own. */
export function practiceFirmware(version: string, { name = 'practice.bin', kilobytes = 200 } = {}): string {
  const path = join(temporaryFolder(), name);
  const head = `KERBSIDE-PRACTICE-FIRMWARE ${version}\n`;
  writeFileSync(path, head + 'x'.repeat(kilobytes * 1000 - head.length));
  return path;
}

export interface Practised {
  id?: string;
  habits?: string[];
  speed?: number;
}

/** A practice charger that has booted, at two hundred times its usual pace. */
export async function practise(
  core: Pick<FileCore, 'port' | 'url' | 'station'>,
  variant: OcppVariant,
  { id = 'CP-1', habits: words = [], speed = 200 }: Practised = {},
): Promise<void> {
  const { version, transport } = variantParts(variant);
  const charger = createPracticeCharger({
    url: transport === 'soap' ? `http://127.0.0.1:${core.port}` : core.url,
    stationId: id,
    version,
    transport,
    seed: 7,
    speed,
    ...habits(...words),
  });
  onTestFinished(() => charger.stop());
  await core.station(({ id: one, firmwareVersion }) => one === id && firmwareVersion !== undefined);
}

/** A bare station that has told its version. */
export async function bare(
  core: UpdateCore,
  version: JsonVersion,
  { id = 'CP-1', firmwareVersion = '1.4.2' }: { id?: string; firmwareVersion?: string } = {},
): Promise<LogStation> {
  const station = await LogStation.connect(core.url, version, id);
  const accepts = version === '1.6' ? {} : { status: 'Accepted' };
  for (const action of ['UpdateFirmware', 'PublishFirmware']) station.answers.set(action, () => accepts);
  station.answers.set('SignedUpdateFirmware', () => ({ status: 'Accepted' }));
  await boots(station, version, firmwareVersion);
  return station;
}

export async function boots(
  station: LogStation,
  version: JsonVersion,
  firmwareVersion: string | undefined,
): Promise<void> {
  const told = firmwareVersion === undefined ? {} : { firmwareVersion };
  await station.say(
    'BootNotification',
    version === '1.6'
      ? { chargePointVendor: 'V', chargePointModel: 'M', ...told }
      : { reason: 'PowerUp', chargingStation: { vendorName: 'V', model: 'M', ...told } },
  );
}

/** Fetches as most chargers do: all of it, at once. */
export async function fetchWhole(location: unknown): Promise<Buffer> {
  return Buffer.from(await (await fetch(String(location))).arrayBuffer());
}

export function codesOf({ steps }: Pick<FirmwareUpdate, 'steps'>): string[] {
  return steps.map(({ code }) => code);
}
