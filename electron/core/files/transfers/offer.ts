import { stat } from 'node:fs/promises';
import { ContractError } from '../../../../shared/contract/failure.ts';
import { ByteCoverage } from '../storage/byteCoverage.ts';
import { safeFileName } from '../storage/safeFileName.ts';
import type { Sums } from '../storage/sums.ts';
import { RefusedError, type Refusal } from './refusal.ts';
import { RunningDownload } from './runningDownload.ts';
import type { SilenceTimes } from './silenceWatch.ts';
import type { Turns } from './turns.ts';
import { Transfer, type Caller, type TransferWish } from './transfer.ts';
import type { DownloadEvent } from './downloadEvents.ts';
import { protocolNotOffered } from './uploadRefusals.ts';

export interface OfferWish extends TransferWish {
  path: string;
  /** As the station is to see it; the file's own name where it is absent. */
  name?: string;
  /** What the file is known to be: it is not offered when it is something else by now. */
  sizeBytes?: number;
  sha256?: string;
  /** For fussy updaters: the barest HTTP/1.1 answer, without anything that they could stumble over. */
  isPlain?: boolean;
}

/** What offers share. */
export interface OfferMeans {
  times: SilenceTimes;
  sums: Sums;
  turns: Turns;
}

/** What is offered, as it was looked at. */
export interface OfferedFile {
  path: string;
  name: string;
  sizeBytes: number;
  sha256: string;
  modifiedAt: number;
}

/** A file that a station may fetch, as often and in as many pieces as it likes, until it is cancelled. */
export class Offer extends Transfer<DownloadEvent> {
  override readonly direction = 'download';
  readonly file: OfferedFile;
  readonly isPlain: boolean;
  readonly #means: OfferMeans;
  readonly #running = new Set<RunningDownload>();
  #coverage = new ByteCoverage();
  #connections = 0;

  private constructor(wish: OfferWish, file: OfferedFile, means: OfferMeans) {
    super(wish);
    this.file = file;
    this.isPlain = wish.isPlain === true;
    this.#means = means;
  }

  /** Looks at the file and sums it up. Fails with `not-found`, `invalid-params` (empty), `conflict` (not what it was). */
  static async open(wish: OfferWish, means: OfferMeans): Promise<Offer> {
    return new Offer(wish, await lookAt(wish, means.sums), means);
  }

  /** A station asks for bytes `[from, to)`. Rejects with `RefusedError`, which the listeners were told. */
  async begin(caller: Caller, from: number, to: number, hangUp: () => void): Promise<RunningDownload> {
    const refusal = this.refusalOf(caller) ?? (await this.#changed());
    if (refusal !== undefined) {
      this.refuse(caller, refusal);
      throw new RefusedError(refusal);
    }
    this.#connections += 1;
    const connection = this.#connections;
    const letGo = this.hold(caller, hangUp);
    this.feed.tell({ kind: 'range', at: Date.now(), connection, caller, from, to });
    const running = new RunningDownload({ path: this.file.path, from, to, connection }, this.#means, {
      tell: (event) => this.feed.tell(event),
      hangUp,
      onSent: (start, end) => this.#coverage.add(start, end),
      coveredBytes: () => this.#coverage.bytes,
      onRest: () => {
        letGo();
        this.#running.delete(running);
        this.#checkComplete(caller);
      },
    });
    this.#running.add(running);
    return running;
  }

  /** How many different bytes have left since the file was last fetched whole. */
  get coveredBytes(): number {
    return this.#coverage.bytes;
  }

  refusalOf(caller: Caller): Refusal | undefined {
    if (!this.isOpen) return offerOver();
    return this.protocols.includes(caller.protocol) ? undefined : protocolNotOffered(caller.protocol);
  }

  protected override onEnd(): void {
    for (const running of this.#running) running.stop();
    this.#running.clear();
  }

  /** From here on the next download is counted anew: a station may fetch the file again. */
  #checkComplete(caller: Caller): void {
    if (!this.isOpen || this.#coverage.bytes < this.file.sizeBytes) return;
    this.#coverage = new ByteCoverage();
    this.feed.tell({ kind: 'complete', at: Date.now(), caller });
  }

  async #changed(): Promise<Refusal | undefined> {
    const { path, sizeBytes, modifiedAt } = this.file;
    try {
      const found = await stat(path);
      if (found.size === sizeBytes && found.mtimeMs === modifiedAt) return undefined;
    } catch {
      // Gone, or on a disk that is: to the station it is the same.
    }
    return {
      code: 'offer-changed',
      sentence: `The file ${path} was changed or taken away since it was offered, so it is not handed out.`,
      remedy: 'Offer it anew.',
    };
  }
}

/** Fails with `not-found`, `invalid-params` (empty), `conflict` (not what it was). */
export async function lookAt(
  wish: Pick<OfferWish, 'path' | 'name' | 'sizeBytes' | 'sha256'>,
  sums: Sums,
): Promise<OfferedFile> {
  const { path } = wish;
  let found;
  try {
    found = await stat(path);
  } catch (cause) {
    throw new ContractError('not-found', `There is no file ${path}, or it may not be read.`, {
      hint: 'Choose the file again.',
      cause,
    });
  }
  if (!found.isFile()) throw new ContractError('invalid-params', `${path} is no file.`);
  if (found.size === 0) {
    throw new ContractError('invalid-params', `${path} is empty: no charger can do anything with it.`, {
      hint: 'Get the file again from where it came from.',
    });
  }
  const sha256 = await sums.of(path, found.size);
  const isOther =
    (wish.sizeBytes !== undefined && wish.sizeBytes !== found.size) ||
    (wish.sha256 !== undefined && wish.sha256.toLowerCase() !== sha256);
  if (isOther) {
    throw new ContractError('conflict', `${path} is not the file any more that it was: its sum differs.`, {
      hint: 'Get the file again from where it came from, or add it anew.',
    });
  }
  const name = safeFileName(wish.name ?? path, 'file');
  return { path, name, sizeBytes: found.size, sha256, modifiedAt: found.mtimeMs };
}

function offerOver(): Refusal {
  return {
    code: 'offer-over',
    sentence: 'Asked for a file that is no longer offered.',
    remedy: 'Send the command again, which gives the station a new address.',
  };
}
