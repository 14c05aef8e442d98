import { createGunzip } from 'node:zlib';
import { extract, type Header } from 'tar-stream';
import { filePieces } from './filePieces.ts';
import { inflate, type PieceTaker } from './inflate.ts';

/** How the archive ended. `cut`: too early; `damaged`: something in it is none; `stopped`: the taker has had enough. */
export type TarEnd = 'whole' | 'cut' | 'damaged' | 'stopped';

export interface TarTaker {
  /** Answers whether the bytes of the entry are wanted; `stop` ends it all. */
  entry(header: Header, ordinal: number): 'skip' | 'take' | 'stop';
  /** Answers whether there is room for more. */
  bytes?(piece: Uint8Array): boolean;
  /** The bytes of the entry have come, all of them or as many as there are. */
  endOfEntry?(isWhole: boolean): void;
  /** Bytes of the archive so far: read, and unpacked. Answers whether to go on. */
  onBytes?(read: number, unpacked: number): boolean;
}

/** Goes through a tar archive, packed with gzip or not. Names are Latin-1: their bytes are read by who takes them. */
export async function tarEntries(path: string, isPacked: boolean, taker: TarTaker): Promise<TarEnd> {
  const walk = new TarWalk(taker);
  let read = 0;
  let unpacked = 0;
  const take: PieceTaker = async (piece) => {
    unpacked += piece.length;
    if (taker.onBytes?.(read, unpacked) === false) return false;
    return walk.write(piece);
  };
  let end: TarEnd = 'whole';
  if (isPacked) {
    end = await inflate(filePieces(path), createGunzip(), take, (bytes) => {
      read = bytes;
    });
  } else {
    for (const piece of filePieces(path)) {
      read += piece.length;
      if (!(await take(piece))) {
        end = 'stopped';
        break;
      }
    }
  }
  return walk.end(end);
}

/** Declared for what both ends of a stream take; the library knows more. Names are bytes here, and systems older than ustar are read. */
const OPTIONS = { highWaterMark: 64 * 1024, filenameEncoding: 'latin1', allowUnknownFormat: true };

/** One pass; the library calls back in its own time, so each write waits until it has taken everything. */
class TarWalk {
  readonly #extract = extract(OPTIONS);
  readonly #taker: TarTaker;
  #ordinal = 0;
  #isStopped = false;
  #failure: Error | undefined;
  /** The entry of which bytes are missing. */
  #open: { missing: number; isTaken: boolean } | undefined;

  constructor(taker: TarTaker) {
    this.#taker = taker;
    this.#extract.on('entry', (header, stream, next) => {
      const wish = this.#isStopped ? 'stop' : taker.entry(header, this.#ordinal);
      this.#ordinal += 1;
      if (wish === 'stop') this.#isStopped = true;
      const open = { missing: header.size, isTaken: wish === 'take' };
      this.#open = open;
      stream.on('data', (piece) => {
        if (!(piece instanceof Uint8Array)) return;
        open.missing -= piece.length;
        if (wish === 'take' && !this.#isStopped && taker.bytes?.(piece) === false) this.#isStopped = true;
      });
      // The failure of the whole is told below.
      stream.on('error', () => undefined);
      stream.on('end', () => {
        this.#open = undefined;
        if (wish === 'take') taker.endOfEntry?.(true);
        next();
      });
      stream.resume();
    });
    this.#extract.on('error', (error: Error) => {
      this.#failure ??= error;
    });
  }

  async write(piece: Buffer): Promise<boolean> {
    if (this.#failure !== undefined || this.#isStopped) return false;
    await new Promise<void>((resolve) => {
      this.#extract.once('close', resolve);
      const hasRoom = this.#extract.write(piece);
      if (hasRoom) resolve();
      else this.#extract.once('drain', resolve);
    });
    this.#extract.removeAllListeners('close');
    await settled();
    return this.#failure === undefined && !this.#isStopped;
  }

  async end(before: TarEnd): Promise<TarEnd> {
    const wasStopped = this.#isStopped;
    if (!wasStopped && this.#failure === undefined) {
      await new Promise<void>((resolve) => {
        this.#extract.once('close', resolve);
        this.#extract.end(null);
      });
    }
    await settled();
    const open = this.#open;
    if (open?.isTaken === true) this.#taker.endOfEntry?.(false);
    this.#extract.destroy();
    if (wasStopped) return 'stopped';
    if (before !== 'whole') return before === 'stopped' && this.#failure !== undefined ? 'damaged' : before;
    if (this.#failure === undefined) return 'whole';
    return /Unexpected end/.test(this.#failure.message) ? 'cut' : 'damaged';
  }
}

/** The library hands on in later turns. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
