import { randomUUID } from 'node:crypto';
import { ContractError, type Failure } from '../../../shared/contract/failure.ts';
import {
  isUpdateSettled,
  type PushedFile,
  type FirmwareUpdate,
  type PreCheck,
} from '../../../shared/files/firmwareUpdate.ts';
import type { FirmwareUrlForm } from '../../../shared/files/firmwareUrlForm.ts';
import { nextFirmwareTry } from '../../../shared/files/nextFirmwareTry.ts';
import type { TransferProtocol } from '../../../shared/files/transferProtocol.ts';
import { RequestIds } from '../diagnostics/requestIds.ts';
import { beginUpdate } from './beginUpdate.ts';
import { firmwareFileOf, md5Of, type FirmwareFileRef } from './firmwareFiles.ts';
import type { FirmwareMeans } from './firmwareMeans.ts';
import { FirmwareQueue, type Turn } from './firmwareQueue.ts';
import type { FirmwareAction, FirmwareSignature } from './firmwareRequest.ts';
import type { RunningUpdate } from './runningUpdate.ts';
import { newUpdate, type PushedWith } from './newUpdate.ts';
import { blockedBy } from './preChecks.ts';
import { isUnderWay } from './isUnderWay.ts';
import { StationPlans, type Checked, type PlannedStation } from './stationPlans.ts';
import { UPDATE_TIMES, type UpdateTimes } from './story/updateEvent.ts';
import { unpublishFirmware, type Unpublished } from './unpublishFirmware.ts';
import { UpdateBook } from './updateBook.ts';

export interface OfferingWish {
  file: FirmwareFileRef;
  version?: string | undefined;
  protocol?: TransferProtocol | undefined;
  urlForm?: FirmwareUrlForm | undefined;
  isPlain?: boolean | undefined;
  retries?: number | undefined;
  retryIntervalS?: number | undefined;
}

export interface CheckWish extends OfferingWish {
  stationIds: readonly string[];
  isSigned?: boolean | undefined;
  /** Epoch ms. */
  retrieveAt?: number | undefined;
  installAt?: number | undefined;
}

export interface PushWish extends Omit<CheckWish, 'isSigned'> {
  signature: FirmwareSignature | undefined;
  limit?: number | undefined;
  isForced?: boolean | undefined;
  hasNoSnapshot?: boolean | undefined;
}

export interface RetryWish {
  protocol?: TransferProtocol | undefined;
  urlForm?: FirmwareUrlForm | undefined;
  isPlain?: boolean | undefined;
  isForced?: boolean | undefined;
}

export interface Pushed {
  stationId: string;
  update?: FirmwareUpdate;
  failure?: Failure;
}

/** How many stations download at a time where nobody says. */
const USUAL_LIMIT = 3;
/** Timers hold no longer, and a laptop hardly either. */
const FARTHEST_MS = 20 * 86_400_000;

/** Firmware for stations: one update at a time of each, all kept in the session. */
export class FirmwareUpdates {
  readonly #means: FirmwareMeans;
  readonly #times: UpdateTimes;
  readonly #book: UpdateBook;
  readonly #queue = new FirmwareQueue();
  readonly #plans: StationPlans;
  readonly #requestIds: RequestIds;
  readonly #unknown = new Map<string, Set<FirmwareAction>>();
  /** Of updates of this run of Kerbside, to send them again with it. */
  readonly #signatures = new Map<string, FirmwareSignature>();

  constructor(means: FirmwareMeans) {
    this.#means = means;
    this.#times = { ...UPDATE_TIMES, ...means.times };
    this.#book = new UpdateBook({ ...means, times: this.#times });
    this.#requestIds = new RequestIds(this.#book.list().map(({ requestId }) => requestId));
    this.#plans = new StationPlans({
      ...means,
      isUnknown: (stationId, action) => this.#unknown.get(stationId)?.has(action) === true,
      updatesOf: (stationId) => this.#book.list(stationId),
    });
  }

  list(stationId?: string): FirmwareUpdate[] {
    return this.#book.list(stationId);
  }

  /** Fails with `not-found`. */
  find(id: string): FirmwareUpdate {
    return this.#book.find(id);
  }

  onChange(listener: (update: FirmwareUpdate) => void): () => void {
    return this.#book.onChange(listener);
  }

  /** Where a file lies that is to be signed. Fails as the library does. */
  async pathOf(ref: FirmwareFileRef): Promise<string> {
    return 'path' in ref ? ref.path : (await firmwareFileOf(ref, undefined, this.#means)).path;
  }

  /** What a push would do. Fails where the file is no file that can be handed out. */
  async check(wish: CheckWish): Promise<{ file: PushedFile; stations: Checked[] }> {
    checkTimes(wish);
    const file = await firmwareFileOf(wish.file, wish.version, this.#means);
    const common = pushedWith(wish, file, { isSigned: wish.isSigned === true });
    const ids = [...new Set(wish.stationIds)];
    return { file, stations: await Promise.all(ids.map((id) => this.#plans.check(id, common, wish))) };
  }

  /** Pushes to each of the stations, or says why not. Fails as `check` does. */
  async push(wish: PushWish): Promise<Pushed[]> {
    checkTimes(wish);
    const { signature, limit = USUAL_LIMIT, hasNoSnapshot } = wish;
    const file = await firmwareFileOf(wish.file, wish.version, this.#means);
    const common = pushedWith(wish, file, { isSigned: signature !== undefined });
    const ids = [...new Set(wish.stationIds)];
    const all = ids.map(async (stationId): Promise<Pushed> => {
      try {
        const planned = await this.#plans.plan(stationId, common, wish);
        const update = this.#admit(planned, common, {
          signature,
          limit,
          hasSnapshot: hasNoSnapshot !== true,
        });
        return { stationId, update };
      } catch (error) {
        if (error instanceof ContractError) return { stationId, failure: error.toFailure() };
        throw error;
      }
    });
    return Promise.all(all);
  }

  /** Has a local controller publish a file. Fails as a push does. */
  async publish(
    stationId: string,
    wish: OfferingWish & { isForced?: boolean | undefined },
  ): Promise<FirmwareUpdate> {
    const file = await firmwareFileOf(wish.file, wish.version, this.#means);
    const checksum = await md5Of(file.path);
    const common = { ...pushedWith(wish, file, { isSigned: false }), kind: 'publish' as const, checksum };
    const planned = await this.#plans.plan(stationId, common, wish);
    return this.#admit(planned, common, { signature: undefined, limit: 1, hasSnapshot: false });
  }

  /** Has a local controller stop to hand a file out. Fails with `not-found`, and `unavailable` without an answer. */
  unpublish(stationId: string, checksum: string): Promise<Unpublished> {
    const { central } = this.#means;
    return unpublishFirmware({ central }, stationId, checksum, this.#times.answerMs);
  }

  /** Fails with `not-found`. */
  cancel(id: string): FirmwareUpdate {
    const { pushId } = this.find(id);
    this.#queue.remove(pushId, id);
    this.#book.running(id)?.cancel('technician');
    return this.find(id);
  }

  /** Sends an update again, otherwise. Fails with `not-found`, `conflict`, and as a push does. */
  async retry(id: string, wish: RetryWish): Promise<FirmwareUpdate> {
    const before = this.find(id);
    const named = wishOfRetry(before, wish);
    const signature = this.#signatures.get(id);
    if (before.isSigned && signature === undefined) {
      throw new ContractError('conflict', 'The signature of this update is not known any more.', {
        hint: 'Push the file anew, with its signature.',
      });
    }
    const { pushId, kind, file, isForced, checksum, retrieveAt, installAt, retries, retryIntervalS } = before;
    const { snapshotId } = before;
    const common: PushedWith = {
      pushId,
      kind,
      file,
      isSigned: signature !== undefined,
      isPlain: named.isPlain,
      isForced: wish.isForced ?? isForced,
      checksum,
      retrieveAt: retrieveAt !== undefined && retrieveAt > Date.now() ? retrieveAt : undefined,
      installAt,
      retries,
      retryIntervalS,
      retryOf: id,
      snapshotId,
    };
    this.#queue.remove(pushId, id);
    const planned = await this.#plans.plan(before.stationId, common, named, before);
    this.#book.running(id)?.cancel('retry');
    const hasSnapshot = snapshotId === undefined && hasKept(before);
    return this.#admit(planned, common, { signature, limit: undefined, hasSnapshot });
  }

  /** With what a station is busy that must not be disturbed, as a sentence. */
  busyWith(stationId: string): string | undefined {
    const busy = this.list(stationId).findLast((update) => isUnderWay(update, Date.now()));
    return busy === undefined ? undefined : `${stationId} is being updated with ${busy.file.name}.`;
  }

  /** What is under way, in words. */
  awaited(): string[] {
    const going = this.list().filter((update) => !isUpdateSettled(update));
    return going.map(({ stationId, file, kind }) =>
      kind === 'publish'
        ? `${stationId} is about to publish ${file.name}.`
        : `${stationId} is being updated with ${file.name}.`,
    );
  }

  close(): void {
    this.#queue.clear();
    this.#book.close();
  }

  #admit(
    { station, plan, way, preChecks }: PlannedStation,
    common: PushedWith,
    means: { signature: FirmwareSignature | undefined; limit: number | undefined; hasSnapshot: boolean },
  ): FirmwareUpdate {
    const requestId = this.#requestIds.next();
    const { signature, limit, hasSnapshot } = means;
    // Two that were asked for at the same moment both found the station free.
    this.#plans.refuseBlocked(station, common);
    const checks = [...preChecks, ...signatureCheck(signature)];
    const update = newUpdate(station, common, plan, { way, preChecks: checks, requestId });
    if (signature !== undefined) this.#signatures.set(update.id, signature);
    const running = this.#book.begin(update, station.version);
    const start = (turn: Turn): void => {
      // Another update of the station may have taken its place while it waited.
      if (isUpdateSettled(running.update)) return turn.end();
      this.#endTurnOf(running, turn);
      void beginUpdate(
        running,
        { station, plan, signature, hasSnapshot },
        {
          ...this.#means,
          answerMs: this.#times.answerMs,
          blockedBy: (now) => blockedBy(this.#plans.checksOf(now, common, update.id)),
          onUnknown: (stationId, action) => {
            this.#unknown.set(stationId, new Set([...(this.#unknown.get(stationId) ?? []), action]));
          },
        },
      );
    };
    // A second try does not wait behind the others of its push.
    if (limit === undefined) start({ end: () => undefined });
    else this.#queue.add(common.pushId, limit, update.id, start);
    return running.update;
  }

  /** The next station may begin when this one has the file, or will not fetch it now. */
  #endTurnOf({ update: { id } }: RunningUpdate, turn: Turn): void {
    const stop = this.#book.onChange((update) => {
      if (update.id !== id || !isTurnOver(update)) return;
      // The listener is called from within the change of another's turn.
      queueMicrotask(() => stop());
      turn.end();
    });
  }
}

function isTurnOver(update: FirmwareUpdate): boolean {
  const { completeAt, retrieveAt = 0, answeredAt, steps } = update;
  const isLater = answeredAt !== undefined && retrieveAt > Date.now();
  const isSilent = steps.some(({ code }) => code === 'not-connected-yet');
  return completeAt !== undefined || isLater || isSilent || isUpdateSettled(update);
}

function signatureCheck(signature: FirmwareSignature | undefined): PreCheck[] {
  if (signature?.about === undefined) return [];
  const { describes, doubts } = signature.about;
  const level = doubts.length === 0 ? 'ok' : 'warning';
  return [{ code: 'signed', level, sentence: [describes, ...doubts].join(' ') }];
}

/** Whether its configuration was to be kept. */
function hasKept({ preChecks, kind }: FirmwareUpdate): boolean {
  return kind === 'update' && preChecks.some(({ code }) => code === 'snapshot');
}

function pushedWith(
  wish: Partial<PushWish>,
  file: PushedFile,
  { isSigned }: { isSigned: boolean },
): PushedWith {
  const { isPlain = false, isForced = false, retrieveAt, installAt, retries, retryIntervalS } = wish;
  const given = { retrieveAt, installAt, retries, retryIntervalS };
  return { pushId: randomUUID(), kind: 'update', file, isSigned, isPlain, isForced, ...given };
}

/** What is named, or what is worth trying next. */
function wishOfRetry(before: FirmwareUpdate, wish: RetryWish): RetryWish & { isPlain: boolean } {
  if (before.state === 'verified' || before.state === 'published') {
    throw new ContractError('conflict', 'It has succeeded; push the file anew to do it once more.');
  }
  const { protocol, urlForm, isPlain } = before;
  const isNamed = [wish.protocol, wish.urlForm, wish.isPlain].some((one) => one !== undefined);
  if (isNamed) {
    const isOther = wish.protocol !== undefined && wish.protocol !== protocol;
    return {
      protocol: wish.protocol ?? protocol,
      urlForm: wish.urlForm ?? (isOther ? undefined : urlForm),
      isPlain: wish.isPlain ?? isPlain,
    };
  }
  const next = nextFirmwareTry(before);
  if (next === undefined) {
    throw new ContractError('conflict', 'Everything that comes into question was tried.', {
      hint: 'Name a protocol or a form of the address to try it again.',
    });
  }
  return {
    protocol: next.by === 'protocol' ? next.protocol : protocol,
    urlForm: next.by === 'url-form' ? next.urlForm : next.by === 'protocol' ? undefined : urlForm,
    isPlain: next.by === 'plain' ? true : isPlain,
  };
}

function checkTimes({ retrieveAt, installAt }: Pick<CheckWish, 'retrieveAt' | 'installAt'>): void {
  if (retrieveAt !== undefined && installAt !== undefined && installAt < retrieveAt) {
    throw new ContractError('invalid-params', 'It is to be installed before it is fetched.');
  }
  if (Math.max(retrieveAt ?? 0, installAt ?? 0) > Date.now() + FARTHEST_MS) {
    throw new ContractError('invalid-params', 'That is more than 20 days ahead.', {
      hint: 'Kerbside has to run then, to hand the file out and to see what becomes of it.',
    });
  }
}
