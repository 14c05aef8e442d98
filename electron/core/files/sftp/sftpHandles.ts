import type { RunningDownload } from '../transfers/runningDownload.ts';
import type { Upload } from '../transfers/upload.ts';

/** What a client has open. */
export type SftpHandle =
  | { kind: 'folder'; isListed: boolean }
  | { kind: 'write'; upload: Upload; isAppending: boolean; hasWritten: boolean }
  | { kind: 'read'; download: RunningDownload; sizeBytes: number; isAtEnd: boolean }
  /** Opened to be looked at, with nothing to be read: what has come of an upload. */
  | { kind: 'look' };

const MOST_OPEN = 16;

/** Handles by the four bytes that name them on the wire. */
export class SftpHandles {
  readonly #open = new Map<number, SftpHandle>();
  #lastId = 0;

  /** Nothing where too many are open. */
  add(handle: SftpHandle): Buffer | undefined {
    if (this.#open.size >= MOST_OPEN) return undefined;
    this.#lastId += 1;
    this.#open.set(this.#lastId, handle);
    const name = Buffer.alloc(4);
    name.writeUInt32BE(this.#lastId);
    return name;
  }

  of(name: Buffer): SftpHandle | undefined {
    return name.length === 4 ? this.#open.get(name.readUInt32BE()) : undefined;
  }

  take(name: Buffer): SftpHandle | undefined {
    const handle = this.of(name);
    if (handle !== undefined) this.#open.delete(name.readUInt32BE());
    return handle;
  }

  get isWriting(): boolean {
    return [...this.#open.values()].some(({ kind }) => kind === 'write');
  }

  takeAll(): SftpHandle[] {
    const all = [...this.#open.values()];
    this.#open.clear();
    return all;
  }
}
