import type { SFTPWrapper } from 'ssh2';
import { RefusedError, refusalOf, wrongWay, type Refusal } from '../transfers/refusal.ts';
import type { Caller } from '../transfers/transfer.ts';
import type { AnyTransfer } from '../transfers/transferBook.ts';
import { uploadCut } from '../transfers/uploadRefusals.ts';
import { lastPart, virtualFileOf, virtualPath } from '../transfers/virtualFiles.ts';
import {
  fileAttributes,
  folderAttributes,
  SFTP_OPEN,
  SFTP_STATUS,
  type SftpAttributes,
} from './sftpCodes.ts';
import { SftpHandles, type SftpHandle } from './sftpHandles.ts';

export interface SftpFolderLinks {
  transfer: AnyTransfer;
  caller: Caller;
  hangUp: () => void;
  /** To be recorded beside the attempts of the station. */
  note: (refusal: Refusal) => void;
}

/** What may wait for the disk. Clients send some megabytes ahead; one that sends on and on without an answer is ill. */
const MOST_WAITING_BYTES = 32 * 1024 * 1024;
/** Answers that the client does not read, and requests that it does not wait for. */
const MOST_OPEN_REQUESTS = 1024;
const LONGEST_READ_BYTES = 256 * 1024 - 1024;

/**
 * The one folder that a station sees over SFTP: every path is in it, it holds at most one file, and nothing of it is on
 * the disk under the name that the station uses.
 */
export class SftpFolder {
  readonly #sftp: SFTPWrapper;
  readonly #links: SftpFolderLinks;
  readonly #handles = new SftpHandles();
  readonly #made = new Set<string>();
  #waitingBytes = 0;
  #openRequests = 0;

  constructor(sftp: SFTPWrapper, links: SftpFolderLinks) {
    this.#sftp = sftp;
    this.#links = links;
    this.#listen();
  }

  /** The connection is gone: what was open breaks off. */
  close(): void {
    const { transfer } = this.#links;
    for (const handle of this.#handles.takeAll()) {
      if (handle.kind === 'write' && transfer.direction === 'upload') {
        void handle.upload.interrupt(uploadCut(transfer.heldBytes));
      } else if (handle.kind === 'read') endRead(handle);
    }
  }

  #listen(): void {
    const sftp = this.#sftp;
    sftp.on('OPEN', (id, path, flags) => void this.#open(id, path, flags));
    sftp.on('WRITE', (id, name, at, bytes) => void this.#write(id, name, at, bytes));
    sftp.on('READ', (id, name, at, length) => void this.#read(id, name, at, length));
    sftp.on('CLOSE', (id, name) => void this.#close(id, name));
    sftp.on('FSTAT', (id) => {
      const file = virtualFileOf(this.#links.transfer);
      sftp.attrs(id, fileAttributes(file?.sizeBytes ?? 0, file?.modifiedAt ?? Date.now()));
    });
    sftp.on('STAT', (id, path) => this.#stat(id, path));
    sftp.on('LSTAT', (id, path) => this.#stat(id, path));
    sftp.on('REALPATH', (id, path) => {
      const filename = virtualPath('/', path);
      sftp.name(id, [{ filename, longname: filename, attrs: folderAttributes() }]);
    });
    sftp.on('OPENDIR', (id) => this.#answerHandle(id, { kind: 'folder', isListed: false }));
    sftp.on('READDIR', (id, name) => this.#list(id, name));
    sftp.on('MKDIR', (id, path) => {
      if (this.#made.size < MOST_OPEN_REQUESTS) this.#made.add(virtualPath('/', path));
      sftp.status(id, SFTP_STATUS.ok);
    });
    // Times and rights that a client sets are its own business; a new name at the end changes nothing about the file.
    sftp.on('SETSTAT', (id) => sftp.status(id, SFTP_STATUS.ok));
    sftp.on('FSETSTAT', (id) => sftp.status(id, SFTP_STATUS.ok));
    sftp.on('RENAME', (id) => sftp.status(id, this.#hasFile() ? SFTP_STATUS.ok : SFTP_STATUS.noSuchFile));
    sftp.on('REMOVE', (id) => sftp.status(id, this.#hasFile() ? SFTP_STATUS.denied : SFTP_STATUS.noSuchFile));
    sftp.on('RMDIR', (id) => sftp.status(id, SFTP_STATUS.denied));
    sftp.on('READLINK', (id) => sftp.status(id, SFTP_STATUS.noSuchFile));
    sftp.on('SYMLINK', (id) => sftp.status(id, SFTP_STATUS.denied));
  }

  #hasFile(): boolean {
    return virtualFileOf(this.#links.transfer) !== undefined;
  }

  async #open(id: number, path: string, flags: number): Promise<void> {
    const { transfer, caller, hangUp } = this.#links;
    const isWrite = (flags & SFTP_OPEN.write) !== 0;
    try {
      if (transfer.direction === 'upload' && isWrite) {
        const at = (flags & SFTP_OPEN.truncate) === 0 ? 'end' : 'start';
        const upload = await transfer.begin({
          caller,
          sentName: lastPart(virtualPath('/', path)),
          at,
          takesOver: at === 'end' && !this.#handles.isWriting,
          hangUp,
        });
        const isAppending = (flags & SFTP_OPEN.append) !== 0;
        this.#answerHandle(id, { kind: 'write', upload, isAppending, hasWritten: false });
      } else if (transfer.direction === 'download' && !isWrite) {
        const { sizeBytes } = transfer.file;
        const download = await transfer.begin(caller, 0, sizeBytes, hangUp);
        this.#answerHandle(id, { kind: 'read', download, sizeBytes, isAtEnd: false });
      } else if (!isWrite && this.#hasFile()) {
        this.#answerHandle(id, { kind: 'look' });
      } else if (isWrite) {
        const refusal = wrongWay('download');
        transfer.refuse(caller, refusal);
        throw new RefusedError(refusal);
      } else {
        this.#sftp.status(id, SFTP_STATUS.noSuchFile);
      }
    } catch (error) {
      this.#fail(id, error);
    }
  }

  async #write(id: number, name: Buffer, at: number, bytes: Buffer): Promise<void> {
    const handle = this.#handles.of(name);
    if (handle?.kind !== 'write') {
      this.#sftp.status(id, SFTP_STATUS.failure, 'This is not open for writing.');
      return;
    }
    this.#waitingBytes += bytes.length;
    if (this.#waitingBytes > MOST_WAITING_BYTES) {
      this.#tooMuch();
      return;
    }
    try {
      await writeTo(handle, at, bytes);
      this.#sftp.status(id, SFTP_STATUS.ok);
    } catch (error) {
      this.#fail(id, error);
    } finally {
      this.#waitingBytes -= bytes.length;
    }
  }

  async #read(id: number, name: Buffer, at: number, length: number): Promise<void> {
    const handle = this.#handles.of(name);
    if (handle?.kind !== 'read') {
      this.#sftp.status(id, handle?.kind === 'look' ? SFTP_STATUS.denied : SFTP_STATUS.failure);
      return;
    }
    this.#openRequests += 1;
    if (this.#openRequests > MOST_OPEN_REQUESTS || unsentAnswers(this.#sftp) > MOST_OPEN_REQUESTS) {
      this.#tooMuch();
      return;
    }
    try {
      const bytes = await handle.download.read(at, Math.min(length, LONGEST_READ_BYTES));
      if (at + bytes.length >= handle.sizeBytes) handle.isAtEnd = true;
      if (bytes.length === 0) this.#sftp.status(id, SFTP_STATUS.endOfFile);
      else this.#sftp.data(id, bytes);
    } catch (error) {
      this.#fail(id, error);
    } finally {
      this.#openRequests -= 1;
    }
  }

  async #close(id: number, name: Buffer): Promise<void> {
    const handle = this.#handles.take(name);
    try {
      if (handle?.kind === 'write') await handle.upload.complete();
      else if (handle?.kind === 'read') endRead(handle);
      this.#sftp.status(id, handle === undefined ? SFTP_STATUS.failure : SFTP_STATUS.ok);
    } catch (error) {
      this.#fail(id, error);
    }
  }

  #stat(id: number, path: string): void {
    const attributes = this.#attributesOf(virtualPath('/', path), path.endsWith('/'));
    if (attributes === undefined) this.#sftp.status(id, SFTP_STATUS.noSuchFile);
    else this.#sftp.attrs(id, attributes);
  }

  /**
   * An upload's folders are those that its address names and those that were made; whatever else a client asks for is
   * the file, if it has come. An offered file is there under every name.
   */
  #attributesOf(path: string, isFolder: boolean): SftpAttributes | undefined {
    const { transfer } = this.#links;
    const file = virtualFileOf(transfer);
    if (isFolder || path === '/' || path === '/upload' || this.#made.has(path)) return folderAttributes();
    const isName = transfer.direction === 'download' || lastPart(path) === file?.name;
    return file === undefined || !isName ? undefined : fileAttributes(file.sizeBytes, file.modifiedAt);
  }

  #list(id: number, name: Buffer): void {
    const handle = this.#handles.of(name);
    const file = virtualFileOf(this.#links.transfer);
    if (handle?.kind !== 'folder' || handle.isListed || file === undefined) {
      this.#sftp.status(id, handle?.kind === 'folder' ? SFTP_STATUS.endOfFile : SFTP_STATUS.failure);
      return;
    }
    handle.isListed = true;
    const attrs = fileAttributes(file.sizeBytes, file.modifiedAt);
    const longname = `-rw-r--r-- 1 kerbside kerbside ${file.sizeBytes} Jan 1 1970 ${file.name}`;
    this.#sftp.name(id, [{ filename: file.name, longname, attrs }]);
  }

  #answerHandle(id: number, handle: SftpHandle): void {
    const name = this.#handles.add(handle);
    if (name !== undefined) this.#sftp.handle(id, name);
    else this.#sftp.status(id, SFTP_STATUS.failure, 'Too much is open.');
  }

  #fail(id: number, error: unknown): void {
    const refusal = refusalOf(error);
    this.#links.note(refusal);
    this.#sftp.status(id, SFTP_STATUS.failure, refusal.sentence);
  }

  #tooMuch(): void {
    this.#links.note(flooded());
    this.#links.hangUp();
  }
}

async function writeTo(
  handle: Extract<SftpHandle, { kind: 'write' }>,
  at: number,
  bytes: Buffer,
): Promise<void> {
  const isFirst = !handle.hasWritten;
  handle.hasWritten = true;
  if (handle.isAppending) return handle.upload.write([bytes]);
  // Opened as it was and written from its beginning on: what an earlier try left is not part of this file.
  if (isFirst && at === 0 && handle.upload.fromBytes > 0) void handle.upload.restart().catch(() => undefined);
  return handle.upload.writeAt(at, bytes);
}

function endRead({ download, isAtEnd }: Extract<SftpHandle, { kind: 'read' }>): void {
  if (isAtEnd) download.finish();
  else download.cut();
}

/** The library keeps answers for a client whose window is used up, without a limit and without telling. */
function unsentAnswers(sftp: SFTPWrapper): number {
  const waiting: unknown = Reflect.get(sftp, '_buffer');
  return Array.isArray(waiting) ? waiting.length : 0;
}

function flooded(): Refusal {
  return {
    code: 'sftp-flood',
    sentence: 'Sent requests on and on without waiting for an answer, so the connection was ended.',
    remedy: 'This is a fault of its SFTP software. Try another protocol.',
  };
}
