import type { ContentAlignment } from '../../../../shared/files/contents/contentAlignment.ts';
import type { Extraction } from '../../../../shared/files/contents/contentEntry.ts';
import type { Failure } from '../../../../shared/contract/failure.ts';
import type { EntryPlace, ListedEntry, Listing } from '../archives/listedEntry.ts';
import type { ArchiveFile } from '../archives/unpackEntry.ts';
import type { UnpackLimits } from '../archives/unpackLimits.ts';
import type { Unpacked } from '../archives/unpackWords.ts';
import type { Recognised } from '../recognise.ts';
import type { CountedLines } from '../text/countLines.ts';
import type { MatchPlace } from '../../../../shared/files/contents/contentLine.ts';
import type { LineQuery } from '../text/linePattern.ts';
import type { FoundLines, LineSearch } from '../text/searchLines.ts';
import type { TextShape } from '../text/textShape.ts';

/** Work of the thread: what it is given, what it tells meanwhile, and its result. */
export interface ContentJobs {
  recognise: {
    params: { path: string; name: string };
    part: never;
    result: { recognised: Recognised; sizeBytes: number; changedAt: number };
  };
  list: {
    params: { archive: ArchiveFile; name: string; limits: UnpackLimits };
    part: ListedEntry[];
    result: Listing;
  };
  unpack: {
    params: { archive: ArchiveFile; place: EntryPlace; out: string; limits: UnpackLimits };
    part: never;
    result: Unpacked;
  };
  extract: {
    params: { archive: ArchiveFile; folder: string; wanted: ListedEntry[]; limits: UnpackLimits };
    part: never;
    result: Extraction;
  };
  count: { params: { path: string; shape: TextShape }; part: CountedLines; result: { lines: number } };
  search: { params: LineSearch; part: FoundLines; result: Record<string, never> };
  mark: {
    params: { texts: string[]; query: LineQuery };
    part: never;
    result: { places: MatchPlace[][] };
  };
  pretty: {
    params: { path: string; shape: TextShape; out: string; limits: UnpackLimits };
    part: never;
    result: { problem?: string; isCut: boolean };
  };
  align: {
    params: { logSession: string; ownSession: string; isOwn: boolean };
    part: never;
    result: ContentAlignment;
  };
}

export type ContentJobName = keyof ContentJobs;
export type JobParams<J extends ContentJobName> = ContentJobs[J]['params'];
export type JobPart<J extends ContentJobName> = ContentJobs[J]['part'];
export type JobResult<J extends ContentJobName> = ContentJobs[J]['result'];

/** What the thread is started with. */
export interface ContentJob<J extends ContentJobName = ContentJobName> {
  name: J;
  params: JobParams<J>;
}

export type FromContentWorker<J extends ContentJobName> =
  | { type: 'part'; part: JobPart<J> }
  | { type: 'share'; share: number }
  | { type: 'done'; result: JobResult<J> }
  | { type: 'failed'; failure: Failure };

/** What a job tells while it works. */
export interface JobHooks<J extends ContentJobName> {
  part: (part: JobPart<J>) => void;
  share: (share: number) => void;
}
