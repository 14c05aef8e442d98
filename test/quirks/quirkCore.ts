import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { createCore, type Core } from '../../electron/core/index.ts';
import { practice } from '../../electron/practice/practice.ts';
import { createClient, type ContractClient } from '../../shared/contract/client.ts';
import type { TraceRecord, TraceRow } from '../../shared/trace/record.ts';
import { memoryLinkPair } from '../../shared/contract/memoryLink.ts';
import type { Station } from '../../shared/station/station.ts';
import type { ConfigurationState } from '../../shared/configuration/configurationState.ts';
import type { ReadingProgress } from '../../shared/configuration/readingProgress.ts';
import type { QuirkState } from '../../shared/station/quirkState.ts';

const stops: Array<() => Promise<void>> = [];

afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

/** Lets something end with the test. */
export function endsWithTest(stop: () => Promise<void>): void {
  stops.push(stop);
}

/** The whole core over a real port and a real session file, as a screen sees it. */
export interface QuirkCore {
  url: string;
  client: ContractClient;
  log: string[];
  /** The first state of a station that is wanted, from what is there or the next changes. */
  state(stationId: string, wanted: (state: QuirkState) => boolean): Promise<QuirkState>;
  /** Resolves when the reading of a configuration has come to a phase. */
  reading(stationId: string, phase: ReadingProgress['phase']): Promise<void>;
  /** Resolves when a station is not connected any more. */
  gone(stationId: string): Promise<void>;
  records(stationId: string): Promise<TraceRow[]>;
  record(seq: number): Promise<TraceRecord>;
  /** Closes the core and opens the same session file again. */
  restart(): Promise<QuirkCore>;
}

export async function startQuirkCore(
  folder = mkdtempSync(join(tmpdir(), 'kerbside-quirks-')),
): Promise<QuirkCore> {
  const log: string[] = [];
  const core = await createCore({
    version: '0.0.0',
    host: '127.0.0.1',
    port: 0,
    sessionFile: join(folder, 'visit.kerbside'),
    sessionsFolder: folder,
    practice,
    log: (line) => log.push(line),
  });
  const client = clientOf(core);
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    client.close();
    await core.close();
  };
  stops.push(async () => {
    await close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    url: `ws://127.0.0.1:${core.listening.port}`,
    client,
    log,
    state: (stationId, wanted) => stateOf(client, stationId, wanted),
    reading: (stationId, phase) =>
      new Promise((resolve) => {
        const look = ({ stationId: id, reading }: ConfigurationState): void => {
          if (id !== stationId || reading?.phase !== phase) return;
          stop();
          resolve();
        };
        const on = { snapshot: (all: ConfigurationState[]) => all.forEach(look), change: look };
        const stop = client.subscribe('configurations', {}, on);
      }),
    gone: (stationId) =>
      new Promise((resolve) => {
        const look = ({ id, connected }: Station): void => {
          if (id !== stationId || connected) return;
          stop();
          resolve();
        };
        const stop = client.subscribe(
          'stations',
          {},
          {
            snapshot: (all) => all.forEach(look),
            change: look,
          },
        );
      }),
    async records(stationId) {
      // A view of everything is there at once; one with a filter is made in the background.
      const { view } = await client.call('view.open', { filter: {} });
      const { rows } = await client.call('view.rows', { view, from: 0, count: 500 });
      await client.call('view.close', { view });
      return rows.filter((row) => row.stationId === stationId);
    },
    record: (seq) => client.call('record.get', { seq }),
    async restart() {
      await close();
      return startQuirkCore(folder);
    },
  };
}

function clientOf(core: Core): ContractClient {
  const [near, far] = memoryLinkPair();
  core.serve(far);
  return createClient(near);
}

function stateOf(
  client: ContractClient,
  stationId: string,
  wanted: (state: QuirkState) => boolean,
): Promise<QuirkState> {
  return new Promise((resolve) => {
    const look = (state: QuirkState): void => {
      if (state.stationId !== stationId || !wanted(state)) return;
      stop();
      resolve(state);
    };
    const stop = client.subscribe('quirks', {}, { snapshot: (all) => all.forEach(look), change: look });
  });
}
