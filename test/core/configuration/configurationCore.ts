import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { createCore, type Core } from '../../../electron/core/index.ts';
import {
  createPracticeCharger,
  type PracticeChargerOptions,
} from '../../../electron/practice/createPracticeCharger.ts';
import { practice } from '../../../electron/practice/practice.ts';
import type { ChangeRun } from '../../../shared/configuration/change.ts';
import type { Configuration } from '../../../shared/configuration/configuration.ts';
import type { ConfigurationState } from '../../../shared/configuration/configurationState.ts';
import { createClient, type ContractClient } from '../../../shared/contract/client.ts';
import type { LinkOrigin } from '../../../shared/contract/handlers.ts';
import { memoryLinkPair } from '../../../shared/contract/memoryLink.ts';
import { variantParts, type OcppVariant } from '../../../shared/ocpp/version.ts';
import type { PracticeCharger } from '../../../shared/practice/practiceCharger.ts';
import type { Station } from '../../../shared/station/station.ts';

const stops: Array<() => Promise<void>> = [];

afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

/** Lets something end with the test. */
export function endsWithTest(stop: () => Promise<void>): void {
  stops.push(stop);
}

/** A restart of a practice charger takes three seconds of its life. */
const SPEED = 30;

/** The whole core over a real port and a real session file, with practice chargers of any habits. */
export class ConfigurationCore {
  readonly client: ContractClient;
  readonly #core: Core;
  readonly #folder: string;
  #isOpen = true;

  private constructor(core: Core, folder: string) {
    this.#core = core;
    this.#folder = folder;
    const [near, far] = memoryLinkPair();
    core.serve(far);
    this.client = createClient(near);
  }

  static async start(
    folder = mkdtempSync(join(tmpdir(), 'kerbside-configuration-')),
  ): Promise<ConfigurationCore> {
    const core = await createCore({
      version: '0.0.0',
      host: '127.0.0.1',
      port: 0,
      sessionFile: join(folder, 'visit.kerbside'),
      sessionsFolder: folder,
      dataFolder: join(folder, 'data'),
      practice,
      log: () => undefined,
    });
    const started = new ConfigurationCore(core, folder);
    endsWithTest(async () => {
      await started.close();
      rmSync(folder, { recursive: true, force: true });
    });
    return started;
  }

  /** Where the packs of the technician are. */
  get packsFolder(): string {
    return join(this.#folder, 'data', 'maker-packs');
  }

  /** Another client of the same core. */
  clientFrom(origin: LinkOrigin): ContractClient {
    const [near, far] = memoryLinkPair();
    this.#core.serve(far, origin);
    const client = createClient(near);
    endsWithTest(async () => client.close());
    return client;
  }

  get port(): number {
    return this.#core.listening.port;
  }

  get sessionPath(): string {
    return this.#core.sessionPath;
  }

  async close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.client.close();
    await this.#core.close();
  }

  /** Closes the core and opens the same session file again. */
  async restart(): Promise<ConfigurationCore> {
    await this.close();
    return ConfigurationCore.start(this.#folder);
  }

  /** A practice charger that the core has accepted. */
  async charger(
    variant: OcppVariant,
    options: Partial<PracticeChargerOptions> = {},
  ): Promise<PracticeCharger> {
    const { version, transport } = variantParts(variant);
    const stationId = options.stationId ?? 'CP-1';
    const charger = createPracticeCharger({
      url: `${transport === 'soap' ? 'http' : 'ws'}://127.0.0.1:${this.port}`,
      stationId,
      version,
      transport,
      seed: 7,
      speed: SPEED,
      ...options,
    });
    endsWithTest(() => charger.stop());
    await this.station(stationId, ({ connected, connectors }) => connected && connectors.length >= 2);
    return charger;
  }

  /** The first state of a station that is wanted, from what is there or the next changes. */
  station(stationId: string, wanted: (station: Station) => boolean): Promise<Station> {
    return this.#first('stations', (station: Station) => station.id === stationId && wanted(station));
  }

  state(stationId: string, wanted: (state: ConfigurationState) => boolean): Promise<ConfigurationState> {
    const fits = (state: ConfigurationState): boolean => state.stationId === stationId && wanted(state);
    return this.#first('configurations', fits);
  }

  run(id: string, wanted: (run: ChangeRun) => boolean): Promise<ChangeRun> {
    return this.#first('changeRuns', (run: ChangeRun) => run.id === id && wanted(run));
  }

  ended(id: string): Promise<ChangeRun> {
    return this.run(id, ({ state }) => state === 'finished' || state === 'broken-off');
  }

  read(stationId = 'CP-1', timeoutMs?: number): Promise<Configuration> {
    const params = timeoutMs === undefined ? { stationId } : { stationId, timeoutMs };
    return this.client.call('configuration.read', params, { timeoutMs: 0 });
  }

  /** Changes what is named, and waits until the run has ended. */
  async change(values: Readonly<Record<string, string>>, stationId = 'CP-1'): Promise<ChangeRun> {
    return this.ended((await this.begin(values, stationId)).id);
  }

  begin(values: Readonly<Record<string, string>>, stationId = 'CP-1'): Promise<ChangeRun> {
    const changes = Object.entries(values).map(([address, value]) => ({ address, value }));
    return this.client.call('configuration.change', { stationId, changes, origin: 'edit' });
  }

  #first<T>(topic: 'stations' | 'configurations' | 'changeRuns', fits: (item: T) => boolean): Promise<T> {
    return new Promise((resolve) => {
      let isFound = false;
      const look = (item: T): void => {
        if (isFound || !fits(item)) return;
        isFound = true;
        queueMicrotask(() => stop());
        resolve(item);
      };
      const stop = this.client.subscribe(
        topic,
        {},
        {
          snapshot: (all) => (all as T[]).forEach(look),
          change: (one) => look(one as T),
        },
      );
    });
  }
}

export function valueOf({ items }: Pick<Configuration, 'items'>, address: string): string | undefined {
  return items.find((item) => item.address === address)?.value;
}

/** Everything that can be set, with its value. */
export function settable({ items }: Configuration): Record<string, string> {
  return Object.fromEntries(
    items.flatMap(({ address, value, access }) =>
      value === undefined || access === 'read-only' ? [] : [[address, value]],
    ),
  );
}
