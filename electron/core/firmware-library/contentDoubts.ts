import { join } from 'node:path';
import type { FirmwareDoubt, FirmwareFile } from '../../../shared/files/firmwareFile.ts';
import type { About } from './aboutFile.ts';
import { firstLook } from './firstLook.ts';

/** What is to be said about a file whose bytes are the ones that were added. */
export async function contentDoubts(folder: string, about: About): Promise<FirmwareDoubt[]> {
  const looks = await firstLook(join(folder, about.fileName), about.name, about.sizeBytes);
  const doubts = looks.map((doubt) => {
    // The technician was sure about it; it is said all the same.
    const isSettled = doubt.code === about.sureAbout;
    return isSettled ? { ...doubt, level: 'hint' as const, remedy: 'It was added all the same.' } : doubt;
  });
  if (about.isRebuilt === true) doubts.push(rebuilt());
  return doubts;
}

function rebuilt(): FirmwareDoubt {
  return {
    code: 'about-lost',
    level: 'hint',
    sentence:
      'What was noted about this file could not be read; the file itself is whole. The damaged note is beside it (about.json.damaged).',
    remedy: 'Enter its version and for which models it is once more.',
  };
}

/** A file as it is listed. */
export function fileOf(
  id: string,
  { about, doubts }: { about: About; doubts: FirmwareDoubt[] },
): FirmwareFile {
  const {
    name,
    sizeBytes,
    sha256,
    version,
    vendors = [],
    models = [],
    notes,
    releaseNotes,
    publishedSum,
  } = about;
  return {
    id,
    name,
    sizeBytes,
    sha256,
    ...(version === undefined ? {} : { version }),
    vendors,
    models,
    ...(notes === undefined ? {} : { notes }),
    hasReleaseNotes: releaseNotes !== undefined,
    ...(publishedSum === undefined ? {} : { publishedSum }),
    addedAt: about.addedAt,
    ...(about.from === undefined ? {} : { from: about.from }),
    doubts,
  };
}
