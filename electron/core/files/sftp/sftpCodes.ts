/** Answers of SFTP version 3 (draft-ietf-secsh-filexfer-02 §7). */
export const SFTP_STATUS = {
  ok: 0,
  endOfFile: 1,
  noSuchFile: 2,
  denied: 3,
  failure: 4,
  unsupported: 8,
} as const;

/** How a file is opened (§6.3). */
export const SFTP_OPEN = { read: 1, write: 2, append: 4, create: 8, truncate: 16 } as const;

const FOLDER_MODE = 0o040755;
const FILE_MODE = 0o100644;

export interface SftpAttributes {
  mode: number;
  uid: number;
  gid: number;
  size: number;
  /** Seconds since 1970. */
  atime: number;
  mtime: number;
}

export function folderAttributes(): SftpAttributes {
  const now = Math.floor(Date.now() / 1000);
  return { mode: FOLDER_MODE, uid: 0, gid: 0, size: 0, atime: now, mtime: now };
}

export function fileAttributes(sizeBytes: number, modifiedAt: number): SftpAttributes {
  const at = Math.floor(modifiedAt / 1000);
  return { mode: FILE_MODE, uid: 0, gid: 0, size: sizeBytes, atime: at, mtime: at };
}
