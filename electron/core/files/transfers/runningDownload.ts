import { open, type FileHandle } from 'node:fs/promises';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { DownloadEvent } from './downloadEvents.ts';
import { Pacer } from './pacer.ts';
import type { Refusal } from './refusal.ts';
import { SilenceWatch, type SilenceTimes } from './silenceWatch.ts';
import type { Turns } from './turns.ts';
import { transferStalled } from './uploadRefusals.ts';
import { sizeText } from '../../../../shared/files/sizeText.ts';

export interface DownloadPlan {
  path: string;
  /** Bytes `[from, to)`. */
  from: number;
  to: number;
  connection: number;
}

/** What a download tells the offer that it belongs to. */
export interface DownloadLinks {
  tell: (event: DownloadEvent) => void;
  hangUp: () => void;
  /** Bytes that have been handed to the network. */
  onSent: (from: number, to: number) => void;
  coveredBytes: () => number;
  onRest: () => void;
}

/** One connection on which a file leaves. */
export class RunningDownload {
  readonly #plan: DownloadPlan;
  readonly #links: DownloadLinks;
  readonly #watch: SilenceWatch;
  readonly #turns: Turns;
  readonly #pacer = new Pacer();
  #handle: Promise<FileHandle> | undefined;
  #sentBytes = 0;
  #isOver = false;

  constructor(
    plan: DownloadPlan,
    { times, turns }: { times: SilenceTimes; turns: Turns },
    links: DownloadLinks,
  ) {
    this.#plan = plan;
    this.#links = links;
    this.#turns = turns;
    this.#watch = new SilenceWatch(
      times,
      (silentMs) => links.tell({ kind: 'stalled', ...this.#facts(), silentMs: Math.round(silentMs) }),
      () => {
        links.hangUp();
        this.interrupt(transferStalled(this.#watch.silentMs));
      },
    );
  }

  /** Copies the range to a stream that is ended then. Resolves with whether all of it was taken; never rejects. */
  async pipeTo(target: Writable): Promise<boolean> {
    const { path, from, to } = this.#plan;
    const closed = once(target, 'close').then(
      () => undefined,
      () => undefined,
    );
    try {
      for (let at = from; at < to && !target.destroyed;) {
        const piece = await this.read(at, Math.min(PIECE_BYTES, to - at));
        if (piece.length === 0) throw new Error('shorter than it was');
        at += piece.length;
        if (!target.write(piece)) await drained(target);
      }
    } catch {
      // The target's own failure closes it too, and is told as that.
      if (!target.destroyed) this.interrupt(diskFailed(path));
      target.destroy();
    }
    if (!target.destroyed) await ended(target, closed);
    if (target.writableFinished) this.finish();
    else this.cut();
    return target.writableFinished;
  }

  /** Bytes at a place, for protocols that ask for them piece by piece; empty at the end of the file. */
  async read(position: number, length: number): Promise<Buffer> {
    await this.#turns.next();
    this.#handle ??= open(this.#plan.path, 'r');
    const handle = await this.#handle;
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(length), 0, length, position);
    this.#count(position, position + bytesRead);
    return buffer.subarray(0, bytesRead);
  }

  /** Everything that was asked for has left. */
  finish(): void {
    if (this.#isOver) return;
    const { from, to } = this.#plan;
    this.#links.tell({ kind: 'sent', ...this.#facts(), from, to, coveredBytes: this.#links.coveredBytes() });
    this.#rest();
  }

  interrupt(refusal: Refusal): void {
    if (this.#isOver) return;
    this.#links.tell({ kind: 'interrupted', ...this.#facts(), refusal });
    this.#rest();
  }

  /** The connection ended before all had been read. */
  cut(): void {
    this.interrupt(downloadCut(this.#sentBytes, this.#plan.to - this.#plan.from));
  }

  stop(): void {
    this.#isOver = true;
    this.#watch.stop();
    this.#close();
  }

  #count(from: number, to: number): void {
    if (this.#isOver) return;
    this.#watch.moved();
    this.#sentBytes += to - from;
    this.#links.onSent(from, to);
    if (!this.#pacer.isDue()) return;
    this.#links.tell({ kind: 'progress', ...this.#facts(), coveredBytes: this.#links.coveredBytes() });
  }

  #facts(): { at: number; connection: number; sentBytes: number } {
    return { at: Date.now(), connection: this.#plan.connection, sentBytes: this.#sentBytes };
  }

  #rest(): void {
    this.stop();
    this.#links.onRest();
  }

  #close(): void {
    void this.#handle
      ?.then((handle) => handle.close())
      .catch(() => {
        // It could not be opened, which whoever read from it was told.
      });
  }
}

const PIECE_BYTES = 64 * 1024;

/** Resolves when more may be written, or the other side is gone. */
function drained(target: Writable): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      target.off('drain', done).off('close', done);
      resolve();
    };
    target.on('drain', done).on('close', done);
    if (target.destroyed) done();
  });
}

/** Resolves when everything has been handed to the network, or the other side is gone. */
function ended(target: Writable, closed: Promise<void>): Promise<void> {
  const finished = new Promise<void>((resolve) => {
    target.once('finish', resolve);
  });
  target.end();
  return Promise.race([finished, closed]);
}

function diskFailed(path: string): Refusal {
  return {
    code: 'offer-unreadable',
    sentence: `The disk stopped handing out ${path}.`,
    remedy: 'Check that the disk is connected, then offer the file again.',
  };
}

function downloadCut(sentBytes: number, wantedBytes: number): Refusal {
  return {
    code: 'download-cut',
    sentence: `The station ended the connection after ${sizeText(sentBytes)} of ${sizeText(wantedBytes)}.`,
    remedy: 'Some chargers fetch a file in pieces or restart in the middle: wait for its next connection.',
  };
}
