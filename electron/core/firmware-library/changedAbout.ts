import { lstat } from 'node:fs/promises';
import type { FirmwareDoubt, FirmwareFacts } from '../../../shared/files/firmwareFile.ts';
import { safeFileName } from '../files/storage/safeFileName.ts';
import type { StoredFile } from '../files/storage/incomingFile.ts';
import type { About } from './aboutFile.ts';
import type { PublishedSum } from './publishedSum.ts';

export interface AddedFacts extends FirmwareFacts {
  path: string;
  isSent?: boolean;
}

/** As the technician says it anew; the sum was compared before. */
export interface ChangedFacts extends FirmwareFacts {
  name?: string | undefined;
  publishedSum?: string | undefined;
}

/** What is known of a file that was just copied. */
export async function aboutAdded(
  { path, name, sizeBytes, sha256 }: StoredFile,
  facts: AddedFacts,
  sum: PublishedSum | undefined,
  mistake: FirmwareDoubt | undefined,
): Promise<About> {
  const { mtimeMs } = await lstat(path);
  const about: About = {
    fileName: name,
    name,
    sizeBytes,
    sha256,
    modifiedAt: mtimeMs,
    addedAt: Date.now(),
    ...(facts.isSent === true ? {} : { from: facts.path }),
    ...(sum === undefined ? {} : { publishedSum: sum.text }),
    ...(mistake === undefined ? {} : { sureAbout: mistake.code }),
  };
  const { version, vendors, models, notes, releaseNotes } = facts;
  return changedAbout(about, withoutEmpty({ version, vendors, models, notes, releaseNotes }));
}

/** What is absent stays; an empty text or list takes back what was said before. */
export function changedAbout(about: About, facts: ChangedFacts): About {
  const { name, version, vendors, models, notes, releaseNotes, publishedSum } = facts;
  const { isRebuilt: _said, ...rest } = about;
  return withoutEmpty({
    ...rest,
    name: name === undefined ? about.name : safeFileName(name, about.fileName),
    version: version ?? about.version,
    vendors: vendors ?? about.vendors,
    models: models ?? about.models,
    notes: notes ?? about.notes,
    releaseNotes: releaseNotes ?? about.releaseNotes,
    publishedSum: publishedSum ?? about.publishedSum,
  });
}

/** A file that was added again: what is said of it is added to what is known. Its own place on the disk stays where it `isThere`. */
export function mergedAbout(known: About, added: About, isThere: boolean): About {
  const { version, vendors, models, notes, releaseNotes, publishedSum } = added;
  const said = changedAbout(known, withoutEmpty({ version, vendors, models, notes, releaseNotes }));
  const place = isThere ? known : added;
  return withoutEmpty({
    ...said,
    fileName: place.fileName,
    modifiedAt: place.modifiedAt,
    sizeBytes: added.sizeBytes,
    sha256: added.sha256,
    publishedSum: publishedSum ?? known.publishedSum,
  });
}

/** Entries that say nothing are left out. */
function withoutEmpty<T extends object>(facts: { [K in keyof T]: T[K] | undefined }): T {
  const entries = Object.entries(facts).filter(([, value]) => {
    const isEmptyList = Array.isArray(value) && value.length === 0;
    return value !== undefined && value !== '' && !isEmptyList;
  });
  return Object.fromEntries(entries) as T;
}
