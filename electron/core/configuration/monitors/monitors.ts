import { parseVariableAddress } from '../../../../shared/configuration/variableAddress.ts';
import { ContractError } from '../../../../shared/contract/failure.ts';
import type { JsonObject } from '../../../../shared/json.ts';
import { isOcpp1 } from '../../../../shared/ocpp/version.ts';
import {
  MONITOR_TYPES_OF_21,
  type ClearedMonitor,
  type MonitorEnd,
  type MonitoringBase,
  type MonitorState,
  type SetMonitor,
  type WantedMonitor,
} from '../../../../shared/station/monitor.ts';
import type { Outcome } from '../../../../shared/station/outcome.ts';
import type { Station } from '../../../../shared/station/station.ts';
import { objectOf } from '../../../../shared/payloadFields.ts';
import type { ReportSource } from '../awaitReport.ts';
import { clearMonitors, setMonitors } from './changeMonitors.ts';
import type { MonitorBook } from './monitorBook.ts';
import { statusSentence, unansweredSentence } from './monitorSentences.ts';
import { proofOf, statusOf, type Ask, type ReadOptions, type RequestOptions } from './monitorRequest.ts';
import { readMonitors } from './readMonitors.ts';

export interface MonitorsOptions {
  central: {
    /** Fails with `not-found` for one that was never seen. */
    station(stationId: string): Station;
    call(
      stationId: string,
      action: string,
      payloadText: string,
      options: { timeoutMs?: number | undefined; signal?: AbortSignal | undefined },
    ): Promise<Outcome>;
  };
  reports: ReportSource;
  book: MonitorBook;
}

/** The monitors of 2.x stations: read, set and cleared (OCPP 2.0.1 part 2, block N). */
export class Monitors {
  readonly #options: MonitorsOptions;
  readonly #reading = new Set<string>();

  constructor(options: MonitorsOptions) {
    this.#options = options;
  }

  /** Fails with `not-found` for a station that was never seen. */
  latest(stationId: string): MonitorState {
    this.#options.central.station(stationId);
    return this.#options.book.state(stationId);
  }

  onChange(listener: (state: MonitorState) => void): () => void {
    return this.#options.book.onChange(listener);
  }

  /** Fails as `MONITOR_METHODS` says; rejects with the signal's reason when that is aborted. */
  async read(stationId: string, options: ReadOptions): Promise<MonitorState> {
    const ask = this.#asker(stationId, options);
    if (this.#reading.has(stationId)) {
      throw new ContractError('busy', `The monitors of ${stationId} are being read already.`);
    }
    const { book, reports } = this.#options;
    this.#reading.add(stationId);
    book.setReading(stationId, true);
    try {
      await readMonitors({ stationId, ask, book, reports }, options);
    } finally {
      this.#reading.delete(stationId);
      book.setReading(stationId, false);
    }
    return book.state(stationId);
  }

  async set(
    stationId: string,
    wanted: readonly WantedMonitor[],
    options: RequestOptions,
  ): Promise<SetMonitor[]> {
    const ask = this.#asker(stationId, options);
    const { version } = this.#options.central.station(stationId);
    for (const { address, type } of wanted) {
      if (parseVariableAddress(address) === undefined) {
        throw new ContractError('invalid-params', `${address} does not name a variable.`, {
          hint: 'Write Component.Variable, such as Connector@1:1.Temperature.',
        });
      }
      if (version !== '2.1' && MONITOR_TYPES_OF_21.includes(type)) {
        throw new ContractError('invalid-params', `Monitors of type ${type} came with OCPP 2.1.`);
      }
    }
    return setMonitors(wanted, ask);
  }

  async clear(stationId: string, ids: readonly number[], options: RequestOptions): Promise<ClearedMonitor[]> {
    return clearMonitors(ids, this.#asker(stationId, options));
  }

  setBase(stationId: string, base: MonitoringBase, options: RequestOptions): Promise<MonitorEnd> {
    const what = {
      All: 'all monitors are active, those that were set and those of the maker',
      FactoryDefault: 'the maker’s own monitors are active, and those that were set are gone',
      HardWiredOnly: 'only hard-wired monitors are active, and all others are gone',
    }[base];
    return this.#asked(stationId, 'SetMonitoringBase', { monitoringBase: base }, what, options);
  }

  setLevel(stationId: string, severity: number, options: RequestOptions): Promise<MonitorEnd> {
    const what = `it tells events of severity 0 to ${severity}`;
    return this.#asked(stationId, 'SetMonitoringLevel', { severity }, what, options);
  }

  async #asked(
    stationId: string,
    action: string,
    payload: JsonObject,
    what: string,
    options: RequestOptions,
  ): Promise<MonitorEnd> {
    const outcome = await this.#asker(stationId, options)(action, payload);
    const answer = objectOf(outcome.payload);
    if (outcome.outcome === 'answered') {
      const isDone = answer['status'] === 'Accepted';
      return { isDone, ...statusOf(answer), sentence: statusSentence(what, answer), ...proofOf(outcome) };
    }
    const sentence = unansweredSentence(outcome, 'Whether the station took it is not known.');
    return { isDone: false, sentence, ...proofOf(outcome) };
  }

  #asker(stationId: string, { timeoutMs, signal }: RequestOptions): Ask {
    const { central } = this.#options;
    const { connected, version } = central.station(stationId);
    if (!connected || version === undefined) {
      throw new ContractError('unavailable', `${stationId} is not connected, so nothing was asked.`);
    }
    if (isOcpp1(version)) {
      throw new ContractError('conflict', `OCPP ${version} has no monitors; they came with OCPP 2.0.1.`);
    }
    return async (action, payload) => {
      const outcome = await central.call(stationId, action, JSON.stringify(payload), { timeoutMs, signal });
      signal?.throwIfAborted();
      return outcome;
    };
  }
}
