import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCore } from '../../electron/core/index.ts';
import { createPracticeCharger } from '../../electron/practice/createPracticeCharger.ts';
import { createPracticePort } from '../../electron/practice/port/createPracticePort.ts';
import { createClient, type ContractClient } from '../../shared/contract/client.ts';
import { memoryLinkPair } from '../../shared/contract/memoryLink.ts';
import type { Json } from '../../shared/json.ts';
import type { Outcome } from '../../shared/station/outcome.ts';
import type { TraceRow } from '../../shared/trace/record.ts';

export interface CoreFixture {
  client: ContractClient;
  close(): Promise<void>;
}

/** The whole core over a real port with a session file; its practice chargers live at `speed`. */
export async function startCoreFixture(speed: number): Promise<CoreFixture> {
  const folder = mkdtempSync(join(tmpdir(), 'kerbside-visit-'));
  const core = await createCore({
    version: '0.0.0',
    host: '127.0.0.1',
    port: 0,
    sessionFile: join(folder, 'visit.kerbside'),
    sessionsFolder: folder,
    practice: {
      load: async () => ({ start: (options) => createPracticeCharger({ ...options, speed }) }),
      startPort: createPracticePort,
    },
    log: () => undefined,
  });
  const [own, far] = memoryLinkPair();
  core.serve(far);
  const client = createClient(own);
  return {
    client,
    async close() {
      client.close();
      await core.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The records of one station as they come in, and commands to it. */
export class StationRecords {
  readonly rows: TraceRow[] = [];
  readonly #client: ContractClient;
  readonly #stationId: string;
  readonly #listeners = new Set<() => void>();
  #view = 0;
  #reading: Promise<void> = Promise.resolve();
  /** Rows up to here were waited for already. */
  #used = 0;

  private constructor(client: ContractClient, stationId: string) {
    this.#client = client;
    this.#stationId = stationId;
  }

  static async watch(client: ContractClient, stationId: string): Promise<StationRecords> {
    const records = new StationRecords(client, stationId);
    const { view } = await client.call('view.open', { filter: { stationIds: [stationId] } });
    records.#view = view;
    const grow = ({ length }: { length: number }): void => {
      records.#reading = records.#reading.then(() => records.#read(length));
    };
    client.subscribe('view', { view }, { snapshot: grow, change: grow });
    return records;
  }

  /** The next row that fits; each call goes on behind the one before it. */
  async next(what: string, fits: (row: TraceRow) => boolean): Promise<TraceRow> {
    for (;;) {
      const index = this.rows.findIndex((row, at) => at >= this.#used && fits(row));
      const found = this.rows[index];
      if (found !== undefined) {
        this.#used = index + 1;
        return found;
      }
      await this.#grown(what);
    }
  }

  /** The next answer that went out to a call of the station. */
  answered(action: string): Promise<TraceRow> {
    return this.next(
      action,
      (row) => row.kind === 'result' && row.direction === 'out' && row.action === action,
    );
  }

  async command(action: string, payload: Json): Promise<Outcome> {
    return this.#client.call('command.call', {
      stationId: this.#stationId,
      action,
      payload: JSON.stringify(payload),
      timeoutMs: 10_000,
    });
  }

  #grown(what: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const seen = this.rows.map(({ direction, kind, action }) => `${direction} ${kind} ${action ?? ''}`);
      const timer = setTimeout(
        () => reject(new Error(`${this.#stationId}: no ${what} after ${seen.slice(-12).join(', ')}`)),
        15_000,
      );
      const listener = (): void => {
        clearTimeout(timer);
        this.#listeners.delete(listener);
        resolve();
      };
      this.#listeners.add(listener);
    });
  }

  async #read(length: number): Promise<void> {
    const { length: from } = this.rows;
    if (length <= from) return;
    const { rows } = await this.#client.call('view.rows', { view: this.#view, from, count: length - from });
    this.rows.push(...rows);
    for (const listener of this.#listeners) listener();
  }
}
