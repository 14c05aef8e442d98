import { onTestFinished } from 'vitest';
import { DiagnosticsFetches } from '../../../electron/core/diagnostics/diagnosticsFetches.ts';
import { FETCH_TIMES, type FetchTimes } from '../../../electron/core/diagnostics/story/fetchEvent.ts';
import { StationNews } from '../../../electron/core/diagnostics/stationNews.ts';
import type { Configuration } from '../../../shared/configuration/configuration.ts';
import type { DiagnosticsFetch, FetchStep } from '../../../shared/files/diagnosticsFetch.ts';
import { startFileCore, type FileCore, type FileCoreOptions } from '../files/fileCore.ts';

export interface FetchCore extends Omit<FileCore, 'kept'> {
  fetches: DiagnosticsFetches;
  /** What was written to the session, by id. */
  kept: Map<string, DiagnosticsFetch>;
  /** The fetch as soon as it is as wanted. */
  when(id: string, wanted: (fetch: DiagnosticsFetch) => boolean): Promise<DiagnosticsFetch>;
  /** The step of a code, said or to be said. */
  step(id: string, code: string): Promise<FetchStep>;
}

export interface FetchCoreOptions {
  times?: Partial<FetchTimes>;
  files?: FileCoreOptions;
  /** What was read last of every station. */
  configuration?: Pick<Configuration, 'items'>;
}

/** Front door, central system and receiver over a real port, as the core puts them together. */
export async function startFetchCore(options: FetchCoreOptions = {}): Promise<FetchCore> {
  const kept = new Map<string, DiagnosticsFetch>();
  const news = new StationNews();
  const core = await startFileCore({
    ...options.files,
    central: { ...options.files?.central, observers: [news] },
  });
  const { files: transfers, folder } = core;
  const fetches = new DiagnosticsFetches({
    central: core.central,
    transfers,
    news,
    configuration: () => options.configuration,
    listening: () => ({ host: '127.0.0.1', port: core.port, addresses: [] }),
    recorder: core.recorder,
    kept: { load: () => [], save: (fetch) => kept.set(fetch.id, fetch) },
    folder,
    times: { ...FETCH_TIMES, ...options.times },
  });
  onTestFinished(() => fetches.close());
  const when: FetchCore['when'] = (id, wanted) => {
    const now = fetches.find(id);
    if (wanted(now)) return Promise.resolve(now);
    return new Promise((resolve) => {
      const stop = fetches.onChange((fetch) => {
        if (fetch.id !== id || !wanted(fetch)) return;
        stop();
        resolve(fetch);
      });
    });
  };
  return {
    ...core,
    fetches,
    folder,
    kept,
    when,
    async step(id, code) {
      const find = ({ steps }: DiagnosticsFetch): FetchStep | undefined =>
        steps.find((one) => one.code === code);
      const step = find(await when(id, (fetch) => find(fetch) !== undefined));
      if (step === undefined) throw new Error(`no step ${code}`);
      return step;
    },
  };
}

/** Uploads as most chargers do: to the address that was told, with a name behind it. */
export async function upload(location: unknown, name: string, body: Uint8Array): Promise<number> {
  const response = await fetch(`${String(location)}${name}`, { method: 'PUT', body: Buffer.from(body) });
  await response.arrayBuffer();
  return response.status;
}

export function codesOf({ steps }: DiagnosticsFetch): string[] {
  return steps.map(({ code }) => code);
}
