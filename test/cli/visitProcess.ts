import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Behaviour } from '../../electron/practice/behaviours/behaviour.ts';
import { createPracticeCharger } from '../../electron/practice/createPracticeCharger.ts';
import type { OcppVersion } from '../../shared/ocpp/version.ts';
import { runKerbside, startServe, type Ran, type ServeProcess } from '../processes/kerbside.ts';

/** A visit with `kerbside serve` as a process of its own, commands as others, and practice chargers that this process plays. */
export class VisitProcess {
  readonly home = mkdtempSync(join(tmpdir(), 'kerbside-visit-'));
  readonly session = join(this.home, 'visit.kerbside');
  #serve: ServeProcess | undefined;
  #stops: Array<() => Promise<void>> = [];

  static async start(): Promise<VisitProcess> {
    const visit = new VisitProcess();
    await visit.begin();
    return visit;
  }

  /** Begins to serve, with the session of before. */
  async begin(): Promise<void> {
    this.#serve = await startServe({ home: this.home, session: this.session });
  }

  /** Kills Kerbside in the middle of whatever it does, and takes its chargers away. */
  async kill(): Promise<void> {
    await this.stop('SIGKILL');
    for (const stop of this.#stops.splice(0)) await stop();
  }

  config(...words: string[]): Promise<Ran> {
    return runKerbside(this.home, ['config', ...words]);
  }

  /** Ends Kerbside; its chargers stay. */
  async stop(signal?: NodeJS.Signals): Promise<void> {
    await this.#serve?.stop(signal);
  }

  /** A practice charger that Kerbside has accepted. */
  async charger(stationId: string, version: OcppVersion, behaviours: Behaviour[] = []): Promise<void> {
    const url = this.#serve?.ocpp ?? '';
    const charger = createPracticeCharger({ url, stationId, version, seed: 7, speed: 30, behaviours });
    this.#stops.push(() => charger.stop());
    for (;;) {
      const { stdout } = await runKerbside(this.home, ['stations', '--json']);
      const stations = JSON.parse(stdout) as { id: string; connected: boolean; connectors: unknown[] }[];
      const isThere = stations.some(
        ({ id, connected, connectors }) => id === stationId && connected && connectors.length >= 2,
      );
      if (isThere) return;
    }
  }

  async end(): Promise<void> {
    for (const stop of this.#stops) await stop();
    await this.stop();
    rmSync(this.home, { recursive: true, force: true });
  }
}
