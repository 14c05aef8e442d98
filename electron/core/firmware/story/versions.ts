import { compareVersionNumbers, versionNumbers } from '../../../../shared/firmwareVersion.ts';
import type { FirmwareUpdate } from '../../../../shared/files/firmwareUpdate.ts';

/** What a version that a station reports after an update says of it. */
export type VersionVerdict =
  | 'as-expected'
  | 'changed'
  /** Another than before, and another than was expected. */
  | 'other'
  | 'same'
  | 'not-told'
  | 'before-unknown';

type Versions = Pick<FirmwareUpdate, 'versionBefore' | 'versionAfter'> & {
  file: Pick<FirmwareUpdate['file'], 'version'>;
};

export function judgeVersion({ versionBefore, versionAfter, file }: Versions): VersionVerdict {
  if (versionAfter === undefined) return 'not-told';
  if (file.version !== undefined && isSameVersion(versionAfter, file.version)) return 'as-expected';
  if (versionBefore === undefined) return file.version === undefined ? 'before-unknown' : 'other';
  if (isSameVersion(versionAfter, versionBefore)) return 'same';
  return file.version === undefined ? 'changed' : 'other';
}

/** Stations write around the number: `v1.5.0`, `FW 1.5.0`, `1.5.0 (Mar 3)`. A longer number is another version. */
export function isSameVersion(one: string, other: string): boolean {
  const [a, b] = [plain(one), plain(other)];
  return a === b || numberIn(a, b) || numberIn(b, a) || isSameNumber(a, b);
}

/** 1.5 is 1.5.0, where nothing but numbers is written. */
function isSameNumber(one: string, other: string): boolean {
  if (!isNumber(one) || !isNumber(other)) return false;
  return compareVersionNumbers(versionNumbers(one), versionNumbers(other)) === 0;
}

function isNumber(version: string): boolean {
  return /^\d+(?:\.\d+)+$/.test(version);
}

function plain(version: string): string {
  return version
    .trim()
    .toLowerCase()
    .replace(/^v(?=\d)/, '');
}

/** Whether one stands in the other as a word of its own, and is a number with parts. */
function numberIn(part: string, whole: string): boolean {
  return isNumber(part) && whole.split(/[\s()_,;/]+|^v(?=\d)/).includes(part);
}
