import { randomUUID } from 'node:crypto';
import { ContractError } from '../../../shared/contract/failure.ts';
import { isSettled, type DiagnosticsFetch } from '../../../shared/files/diagnosticsFetch.ts';
import { LOG_KIND_WORDS, logActions, type LogAction, type LogKind } from '../../../shared/files/logKind.ts';
import { protocolChoice, type ProtocolChoice } from '../../../shared/files/protocolChoice.ts';
import { sizeText } from '../../../shared/files/sizeText.ts';
import { TRANSFER_PROTOCOLS, type TransferProtocol } from '../../../shared/files/transferProtocol.ts';
import type { OcppVersion } from '../../../shared/ocpp/version.ts';
import type { Station } from '../../../shared/station/station.ts';
import { withoutUndefined } from '../../../shared/withoutUndefined.ts';
import { callOf } from '../configuration/sources/ocppCalls.ts';
import type { Prepared } from '../files/fileTransfers.ts';
import { removeLeftParts, removePartsOf } from '../files/storage/partFiles.ts';
import type { Expectation } from '../files/transfers/expectation.ts';
import { AskProtocols } from './askProtocols.ts';
import type { DiagnosticsFetchesOptions, FetchRequest } from './fetchRequest.ts';
import { logRequest } from './logRequest.ts';
import { isMissing, prepareUpload, uploadFolder } from './prepareUpload.ts';
import { protocolHistory } from './protocolHistory.ts';
import { RequestIds } from './requestIds.ts';
import { RunningFetch } from './runningFetch.ts';
import { advance } from './story/advance.ts';
import { FETCH_TIMES, type FetchTimes } from './story/fetchEvent.ts';
import type { LogNews } from './stationNews.ts';

/** A station that can be asked now. */
type Reachable = Station & { version: OcppVersion };

/** The logs that stations are asked for: one at a time of each station, each kept in the session. */
export class DiagnosticsFetches {
  readonly #options: DiagnosticsFetchesOptions;
  readonly #times: FetchTimes;
  readonly #protocols: AskProtocols;
  readonly #requestIds: RequestIds;
  /** Oldest first. */
  readonly #fetches = new Map<string, DiagnosticsFetch>();
  /** Those whose address or status may still bring something. */
  readonly #running = new Map<string, RunningFetch>();
  /** Stations that are about to be asked. */
  readonly #starting = new Set<string>();
  readonly #unknown = new Map<string, Set<LogAction>>();
  readonly #listeners = new Set<(fetch: DiagnosticsFetch) => void>();
  /** Nothing is received before what an earlier Kerbside left is gone. */
  readonly #cleaned: Promise<void>;

  constructor(options: DiagnosticsFetchesOptions) {
    this.#options = options;
    this.#times = options.times ?? FETCH_TIMES;
    this.#protocols = new AskProtocols(options);
    const kept = options.kept.load();
    for (const fetch of kept) this.#load(fetch);
    this.#requestIds = new RequestIds([...this.#fetches.values()].map(({ requestId }) => requestId));
    this.#cleaned =
      options.isReadOnly === true ? Promise.resolve() : this.#clean(kept.filter(({ isOpen }) => isOpen));
    options.news.on((stationId, news) => this.#heard(stationId, news));
  }

  list(stationId?: string): DiagnosticsFetch[] {
    const all = [...this.#fetches.values()];
    return stationId === undefined ? all : all.filter((fetch) => fetch.stationId === stationId);
  }

  isFetching(stationId: string): boolean {
    return this.#starting.has(stationId) || this.list(stationId).some((one) => !isSettled(one));
  }

  /** What a station says of the protocols that it takes; it is asked where that is not known. Never rejects. */
  protocolsOf(station: Station): Promise<string[] | undefined> {
    return this.#protocols.of(station);
  }

  onChange(listener: (fetch: DiagnosticsFetch) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Fails with `not-found`. */
  find(id: string): DiagnosticsFetch {
    const fetch = this.#fetches.get(id);
    if (fetch !== undefined) return fetch;
    throw new ContractError('not-found', `There is no fetch ${id} in this session.`);
  }

  /**
   * Asks a station for a log. Answers when the request is on its way. Fails with `not-found`; with `unavailable` where the station is
   * not connected or takes no protocol that can be had; with `busy` while it is asked for another; with `invalid-params` where its
   * version has no such log; with `permission` or `io` where the folder cannot be made.
   */
  start(request: FetchRequest): Promise<DiagnosticsFetch> {
    return this.#begin(request, undefined);
  }

  /** Stops waiting; what the station sends from now on is turned away. Fails with `not-found`. */
  cancel(id: string): DiagnosticsFetch {
    this.find(id);
    this.#running.get(id)?.cancel('technician');
    return this.find(id);
  }

  /** Asks for the same again by the next protocol, or the one that is named. Fails like `start`, and with `conflict`. */
  async retry(id: string, protocol?: TransferProtocol): Promise<DiagnosticsFetch> {
    const before = this.find(id);
    if (before.state === 'received') {
      throw new ContractError('conflict', 'The file has come already; ask for it anew to have it again.');
    }
    if (protocol === undefined && before.nextProtocol === undefined) {
      throw new ContractError('conflict', 'Every protocol that comes into question was tried.', {
        hint: 'Name one to try it again.',
      });
    }
    this.#reachable(before.stationId);
    this.#running.get(id)?.cancel('retry');
    const { stationId, kind, from, to, retries, retryIntervalS, isAnonymous, folder } = before;
    const same = { stationId, kind, from, to, retries, retryIntervalS, isAnonymous, folder };
    return this.#begin({ ...same, protocol }, before);
  }

  /** What is under way, in words. */
  awaited(): string[] {
    const waiting = this.list().filter((fetch) => !isSettled(fetch));
    return waiting.map(
      ({ stationId, kind }) => `${stationId} was asked for a file (${LOG_KIND_WORDS[kind].toLowerCase()}).`,
    );
  }

  /** Ends all that still wait. */
  close(): void {
    for (const running of this.#running.values()) running.cancel('kerbside-ended');
  }

  async #begin(wish: FetchRequest, before: DiagnosticsFetch | undefined): Promise<DiagnosticsFetch> {
    const { stationId, kind = 'diagnostics' } = wish;
    const station = this.#reachable(stationId);
    const { fileProtocols, ftpLogin } = this.#options.central.profileOf(stationId);
    const request = { ...wish, isAnonymous: wish.isAnonymous ?? (ftpLogin === 'none' ? true : undefined) };
    checkTimes(request);
    const actions = this.#actionsOf(station, kind);
    if (this.isFetching(stationId)) {
      throw new ContractError('busy', `${stationId} is being asked for a log already.`, {
        hint: 'Wait for it, or cancel it first.',
      });
    }
    this.#starting.add(stationId);
    try {
      await this.#cleaned;
      const folder = await uploadFolder(request, this.#options.folder);
      const told = fileProtocols === undefined ? await this.#protocols.of(station) : undefined;
      const history = protocolHistory(this.list(stationId), before);
      const available = TRANSFER_PROTOCOLS.filter((one) => this.#options.transfers.has(one));
      const choice = protocolChoice({
        wished: request.protocol,
        told,
        profiled: fileProtocols,
        available,
        ...history,
      });
      const prepared = await prepareUpload({ ...request, kind }, choice, folder, {
        station,
        ...this.#options,
      });
      const [url] = prepared.urls;
      if (url === undefined) throw new ContractError('unavailable', 'There is no address to give it.');
      const now = Date.now();
      const next = choice.protocols.find(
        (one) => one !== url.protocol && !history.failed.includes(one) && !isMissing(prepared, one),
      );
      const { protocol: _wish, folder: _folder, ...wanted } = request;
      const fetch: DiagnosticsFetch = {
        ...withoutUndefined(wanted),
        stationId,
        kind,
        id: randomUUID(),
        folder,
        partMark: prepared.transfer.partMark,
        ...(before === undefined ? {} : { retryOf: before.id }),
        protocol: url.protocol,
        protocolReason: reasonFor(choice, url.protocol),
        ...(next === undefined ? {} : { nextProtocol: next }),
        ...(told === undefined ? {} : { stationProtocols: told }),
        location: url.shownUrl,
        requestId: this.#requestIds.next(),
        state: 'asking',
        isOpen: true,
        startedAt: now,
        movedAt: now,
        bytes: 0,
        failures: 0,
        steps: [],
      };
      return this.#run(fetch, { prepared, url: url.url, actions, version: station.version });
    } finally {
      this.#starting.delete(stationId);
    }
  }

  #run(
    fetch: DiagnosticsFetch,
    way: {
      prepared: Prepared<Expectation>;
      url: string;
      actions: readonly LogAction[];
      version: OcppVersion;
    },
  ): DiagnosticsFetch {
    const { stationId, id, requestId = 0 } = fetch;
    const { central, recorder, kept } = this.#options;
    const { answerMs: timeoutMs } = this.#times;
    this.#settleOlder(stationId);
    this.#fetches.set(id, fetch);
    const running = new RunningFetch(fetch, way.prepared.transfer, {
      times: this.#times,
      recorder,
      version: way.version,
      save: (changed) => kept.save(changed),
      onChange: (changed) => this.#changed(changed),
      ask: (action, signal) => {
        const { timeFormat } = central.profileOf(stationId);
        const payload = logRequest(action, way.url, fetch, { requestId, timeFormat });
        return callOf(this.#options, stationId, action, JSON.stringify(payload), { timeoutMs, signal });
      },
      onUnknown: (action) => {
        this.#unknown.set(stationId, new Set([...(this.#unknown.get(stationId) ?? []), action]));
      },
    });
    this.#running.set(id, running);
    void running.ask(way.actions);
    return running.fetch;
  }

  #reachable(stationId: string): Reachable {
    const station = this.#options.central.station(stationId);
    const { version } = station;
    if (station.connected && version !== undefined) return { ...station, version };
    throw new ContractError('unavailable', `${stationId} is not connected, so nothing was asked.`);
  }

  #actionsOf({ id, version, transport = 'json' }: Reachable, kind: LogKind): LogAction[] {
    const all = logActions(version, transport, kind);
    if (all.length === 0) {
      const how = transport === 'soap' ? ' over SOAP' : '';
      throw new ContractError(
        'invalid-params',
        `OCPP ${version}${how} has no request for the ${LOG_KIND_WORDS[kind].toLowerCase()}.`,
        { hint: 'Ask for the diagnostics instead.' },
      );
    }
    const known = all.filter((action) => this.#unknown.get(id)?.has(action) !== true);
    return known.length === 0 ? all : known;
  }

  /** What is over is only kept for a late status; a newer request ends that. */
  #settleOlder(stationId: string): void {
    for (const [id, running] of this.#running) {
      if (running.fetch.stationId !== stationId) continue;
      if (!running.fetch.isOpen) this.#running.delete(id);
    }
  }

  #heard(stationId: string, news: LogNews): void {
    const all = [...this.#running.values()].filter(({ fetch }) => fetch.stationId === stationId);
    if (news.type !== 'status') {
      for (const running of all) running.apply(news);
      return;
    }
    const { requestId, ...told } = news;
    const named = all.find(({ fetch }) => requestId !== undefined && fetch.requestId === requestId);
    if (named !== undefined) return named.apply(told);
    // A status without an id, or with one that nobody gave: it can only be about the latest.
    const other = requestId === undefined ? {} : { otherId: String(requestId) };
    all.at(-1)?.apply({ ...told, ...other });
  }

  #changed(fetch: DiagnosticsFetch): void {
    this.#fetches.set(fetch.id, fetch);
    for (const listener of this.#listeners) listener(fetch);
  }

  /** `left`: fetches during which an earlier Kerbside was killed. */
  async #clean(left: readonly DiagnosticsFetch[]): Promise<void> {
    const removed = await removeLeftParts(this.#options.folder);
    for (const { folder, partMark } of left) {
      if (partMark !== undefined) removed.push(...(await removePartsOf(partMark, folder)));
    }
    for (const { folder, sizeBytes } of removed) {
      this.#options.log?.(`Removed ${sizeText(sizeBytes)} of an unfinished file in ${folder}.`);
      const owner = this.list().findLast(
        (one) => one.folder === folder && one.steps.at(-1)?.code === 'kerbside-ended',
      );
      if (owner === undefined) continue;
      const event = { type: 'part-removed' as const, at: Date.now(), bytes: sizeBytes };
      const fetch = advance(owner, event, this.#times);
      this.#options.kept.save(fetch);
      this.#changed(fetch);
    }
  }

  /** Left there by a Kerbside that was killed. */
  #load(kept: DiagnosticsFetch): void {
    const event = { type: 'cancelled' as const, at: Date.now(), why: 'kerbside-ended' as const };
    const fetch = kept.isOpen || !isSettled(kept) ? advance(kept, event, this.#times) : kept;
    this.#fetches.set(fetch.id, fetch);
    if (fetch !== kept) this.#options.kept.save(fetch);
  }
}

function checkTimes({ from, to }: FetchRequest): void {
  if (from === undefined || to === undefined || from < to) return;
  throw new ContractError('invalid-params', 'The log is to end before it begins.');
}

function reasonFor({ protocols, reason }: ProtocolChoice, taken: TransferProtocol): string {
  const [first] = protocols;
  return first === taken
    ? reason
    : `${(first ?? '').toUpperCase()} cannot be had here, so the next one is taken.`;
}
