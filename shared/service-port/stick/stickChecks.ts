import type { PreCheck } from '../../files/firmwareUpdate.ts';
import { sizeText } from '../../files/sizeText.ts';
import { isTriggerName } from './stickNames.ts';
import { STICK_LIMITS } from './stickPlan.ts';

/** What the system tells about the folder that is said to be a stick. What is absent could not be found out. */
export interface StickPlace {
  folder: string;
  /** What lies in the root, without what systems put there by themselves. */
  names: readonly string[];
  isWritable: boolean;
  freeBytes?: number;
  /** As the system calls it: `vfat`, `exfat`, `ext4`, … */
  fileSystem?: string;
  /** The root of a disk, and not a folder somewhere on one. */
  isRoot: boolean;
  /** The disk hangs on USB. */
  isUsb?: boolean;
}

/** Room that a controller needs for its configuration and its logs. */
const EXPORT_BYTES = 100_000_000;
const MOST_NAMED = 5;

/** Everything that speaks for or against a place, for so many bytes to be written there. */
export function stickChecks(place: StickPlace, bytes: number, isFetch: boolean): PreCheck[] {
  return [
    rightsCheck(place),
    emptyCheck(place),
    rootCheck(place),
    systemCheck(place),
    roomCheck(place),
  ].filter((check) => check !== undefined);

  function roomCheck({ freeBytes, folder }: StickPlace): PreCheck | undefined {
    if (freeBytes === undefined) return undefined;
    if (freeBytes < bytes) {
      const sentence = `There is too little room on ${folder}: ${sizeText(bytes)} are needed, ${sizeText(freeBytes)} are free.`;
      return blocks('no-room', sentence, 'Take an empty stick, or a larger one.');
    }
    if (!isFetch || freeBytes >= EXPORT_BYTES) return ok('room', `${sizeText(freeBytes)} are free.`);
    const sentence = `Only ${sizeText(freeBytes)} are free; logs of a controller may need more.`;
    return warns('little-room', sentence, 'Take a larger stick, if you have one.');
  }
}

function rightsCheck({ isWritable, folder }: StickPlace): PreCheck | undefined {
  if (isWritable) return undefined;
  const remedy =
    'Some sticks have a switch that protects them; else give yourself permission to write there.';
  return blocks('not-writable', `${folder} may not be written to.`, remedy);
}

function emptyCheck({ names, folder }: StickPlace): PreCheck {
  if (names.length === 0) return ok('empty', 'The stick is empty.');
  const named = names.slice(0, MOST_NAMED).join(', ');
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
  const sentence = `${folder} is not empty: ${named}${more}.`;
  const remedy = names.some(isTriggerName)
    ? 'It was prepared before. Several triggers on one stick do unexpected things: empty it by hand first (read it before, if a controller wrote on it). Nothing is deleted for you.'
    : 'A controller wants an empty stick: move what is on it elsewhere. Nothing is overwritten or deleted for you.';
  return blocks('not-empty', sentence, remedy);
}

function rootCheck({ isRoot, isUsb, folder }: StickPlace): PreCheck {
  if (!isRoot) {
    const sentence = `${folder} is a folder on a disk and not the root of a stick: controllers look only into the root.`;
    const remedy =
      'Choose the stick itself (such as E:\\ or /media/you/STICK), or copy what is in the folder to its root.';
    return warns('not-root', sentence, remedy);
  }
  if (isUsb === false) {
    return warns(
      'not-usb',
      `${folder} is a disk that does not hang on USB.`,
      'Make sure that it is the stick.',
    );
  }
  return ok('root', isUsb === true ? 'It is the root of a USB disk.' : 'It is the root of a disk.');
}

function systemCheck({ fileSystem, folder }: StickPlace): PreCheck {
  if (fileSystem === undefined) {
    const sentence = 'Whether the stick is formatted with FAT32 could not be checked on this system.';
    return warns(
      'file-system-unknown',
      sentence,
      'Look at the properties of the stick; controllers want FAT32.',
    );
  }
  // Linux says vfat for FAT12, FAT16 and FAT32 alike; macOS says msdos.
  if (/^(?:vfat|msdos|fat32)$/i.test(fileSystem))
    return ok('fat', `It is formatted with FAT (${fileSystem}).`);
  // What a program outside of the kernel serves; Linux does not say what it is.
  const named = fileSystem === 'fuseblk' ? 'NTFS or exFAT' : fileSystem;
  const sentence = `${folder} is formatted with ${named}; controllers want FAT32 and will hardly read it.`;
  return warns(
    'not-fat',
    sentence,
    'Format a stick with FAT32 (that deletes what is on it), and choose it again.',
  );
}

/** FAT32 cannot hold what a byte less than 4 GiB does not suffice for. */
export function fileSizeCheck(name: string, sizeBytes: number): PreCheck | undefined {
  if (sizeBytes <= STICK_LIMITS.fileBytes) return undefined;
  const sentence = `${name} has ${sizeText(sizeBytes)}; FAT32 holds files of less than 4.3 GB.`;
  return blocks('too-large', sentence, 'Firmware is far smaller: this is probably another file.');
}

export function ok(code: string, sentence: string): PreCheck {
  return { code, level: 'ok', sentence };
}

export function warns(code: string, sentence: string, remedy: string): PreCheck {
  return { code, level: 'warning', sentence, remedy };
}

export function blocks(code: string, sentence: string, remedy: string): PreCheck {
  return { code, level: 'blocks', sentence, remedy };
}
