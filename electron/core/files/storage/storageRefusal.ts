import type { Refusal } from '../transfers/refusal.ts';

/** What the system said about a file that could not be written, in words. */
export function storageRefusal(error: unknown, folder: string): Refusal {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull(folder);
    case 'EFBIG':
      return {
        code: 'file-too-big-for-disk',
        sentence: `The disk of ${folder} takes no file of this size: on some, files end at 4 GB.`,
        remedy: 'Choose a folder on a disk with another file system (NTFS, exFAT, ext4).',
      };
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return {
        code: 'folder-not-writable',
        sentence: `Kerbside may not write into ${folder}, so the file could not be kept.`,
        remedy: 'Choose a folder of your own, then ask the station again.',
      };
    case 'ENOENT':
    case 'ENOTDIR':
    case 'EEXIST':
      return {
        code: 'folder-gone',
        sentence: `There is no folder ${folder} any more, so the file could not be kept.`,
        remedy: 'Plug the disk in again or choose another folder, then ask the station again.',
      };
    default:
      return {
        code: 'disk-failed',
        sentence: `The disk of ${folder} reports an error (${code === '' ? String(error) : code}), so the file could not be kept.`,
        remedy: 'Check that the disk is connected, or choose another folder, then ask the station again.',
      };
  }
}

export function diskFull(folder: string): Refusal {
  return {
    code: 'disk-full',
    sentence: `The disk of ${folder} became full while the file was coming; what had come was removed.`,
    remedy: 'Free some space or choose another folder, then ask the station again.',
  };
}
