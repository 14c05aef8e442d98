import type { AnyTransfer } from './transferBook.ts';

/** What a station sees in the one folder that there is for it. */
export interface VirtualFile {
  name: string;
  sizeBytes: number;
  modifiedAt: number;
}

/** The offered file, or what has come of the one that is waited for; never anything of the real file system. */
export function virtualFileOf(transfer: AnyTransfer): VirtualFile | undefined {
  if (transfer.direction === 'download') return transfer.file;
  const sizeBytes = transfer.heldBytes;
  if (sizeBytes === 0) return undefined;
  return { name: transfer.heldName, sizeBytes, modifiedAt: transfer.received?.receivedAt ?? Date.now() };
}

/** A path as clients write it, from the folder that they think they are in; `/` is the top and nothing is above it. */
export function virtualPath(folder: string, path: string): string {
  const plain = path.replaceAll('\\', '/');
  const parts: string[] = plain.startsWith('/') ? [] : folder.split('/').filter((part) => part !== '');
  for (const part of plain.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
