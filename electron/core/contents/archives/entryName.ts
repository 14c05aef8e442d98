import { isAscii, isUtf8 } from 'node:buffer';
import type { ContentEntry } from '../../../../shared/files/contents/contentEntry.ts';
import { safeFileName } from '../../files/storage/safeFileName.ts';
import { decodeCp437 } from '../text/codePage437.ts';

/** Names of an archive may be as long as 64 kB; a path of the disk may not. */
const LONGEST_CHARS = 4000;

export interface EntryName {
  name: string;
  nameGuess?: NonNullable<ContentEntry['nameGuess']>;
}

/**
 * The name of an entry. `isUtf8Name`: the archive says so. Otherwise DOS and Windows write code page 437 (APPNOTE.TXT appendix D), and
 * Linux whatever its files have.
 */
export function entryName(
  raw: Uint8Array,
  { isUtf8Name, isDos }: { isUtf8Name: boolean; isDos: boolean },
): EntryName {
  const bytes = Buffer.from(raw);
  const isWhole = isUtf8(bytes);
  if (isAscii(bytes) || (isUtf8Name && isWhole)) return { name: short(bytes.toString('utf8')) };
  if (isWhole) return { name: short(bytes.toString('utf8')), nameGuess: 'UTF-8' };
  if (isDos) return { name: short(decodeCp437(bytes)), nameGuess: 'CP437' };
  return { name: short(new TextDecoder('windows-1252').decode(bytes)), nameGuess: 'Windows-1252' };
}

/** The parts of a path below a folder, each a name that every system takes; none of them leads upwards or elsewhere. */
export function safeParts(name: string): string[] {
  const parts = name.replaceAll('\\', '/').split('/');
  return parts
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .map((part) => safeFileName(part, '_'));
}

/** Whether an entry gets another name when it is extracted. */
export function isUnsafeName(name: string): boolean {
  return safeParts(name).join('/') !== name.replace(/\/$/, '').replace(/^\.\//, '');
}

/** Gives every entry an id: its name, with a number where an earlier one has it. */
export class EntryIds {
  readonly #taken = new Map<string, number>();

  of(name: string): { id: string; isDuplicate: boolean } {
    const before = this.#taken.get(name) ?? 0;
    this.#taken.set(name, before + 1);
    if (before === 0) return { id: name === '' ? '(no name)' : name, isDuplicate: false };
    for (let number = before + 1; ; number += 1) {
      const id = `${name} #${number}`;
      if (this.#taken.has(id)) continue;
      this.#taken.set(id, 1);
      return { id, isDuplicate: true };
    }
  }
}

function short(name: string): string {
  return name.length > LONGEST_CHARS ? name.slice(0, LONGEST_CHARS) : name;
}
