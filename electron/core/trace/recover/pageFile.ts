import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { readWal, type WalOverlay } from './walOverlay.ts';

/** Of files whose head is gone: what we make them with. */
const OUR_PAGE_BYTES = 8192;

/** The pages of a damaged SQLite file, by number, without SQLite: it would refuse the file as a whole. */
export class PageFile {
  readonly pageBytes: number;
  /** Bytes of a page that hold content; some files reserve a few at the end. */
  readonly usableBytes: number;
  readonly pages: number;
  readonly #file: number;
  readonly #size: number;
  readonly #wal: WalOverlay;

  constructor(path: string) {
    this.#file = openSync(path, 'r');
    this.#size = fstatSync(this.#file).size;
    this.#wal = readWal(`${path}-wal`);
    const head = Buffer.alloc(100);
    readSync(this.#file, head, 0, head.length, 0);
    const isHead = head.toString('latin1', 0, 15) === 'SQLite format 3';
    const told = isHead ? head.readUInt16BE(16) : 0;
    const size = told === 1 ? 65_536 : told;
    const isSize = size >= 512 && (size & (size - 1)) === 0;
    this.pageBytes = isSize ? size : (this.#wal.pageBytes ?? OUR_PAGE_BYTES);
    this.usableBytes = this.pageBytes - (isHead ? (head[20] ?? 0) : 0);
    const last = Math.max(Math.ceil(this.#size / this.pageBytes), ...this.#walEnd());
    this.pages = last;
  }

  /** A page, counted from 1. What lies beyond the end of the file is zeros. */
  page(number: number): Buffer {
    const page = Buffer.alloc(this.pageBytes);
    const inLog = this.#wal.pages.get(number);
    if (inLog !== undefined) this.#wal.read(inLog, page);
    else if (number >= 1) readSync(this.#file, page, 0, this.pageBytes, (number - 1) * this.pageBytes);
    return page;
  }

  close(): void {
    closeSync(this.#file);
    this.#wal.close();
  }

  #walEnd(): number[] {
    let last = 0;
    for (const page of this.#wal.pages.keys()) last = Math.max(last, page);
    return [last];
  }
}
