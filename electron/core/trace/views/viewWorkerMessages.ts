import type { TraceFilter } from '../../../../shared/trace/filter/traceFilter.ts';
import type { TraceStats } from '../../../../shared/trace/stats.ts';
import type { CountedTimeline } from '../timeline/timelineCounter.ts';
import type { Matches } from './scan.ts';
import type { ActionCount } from './stats.ts';

/** What the worker of views does; `id` names the job, all ranges end at `toSeq`. */
export type Job =
  | { type: 'scan'; id: number; toSeq: number; filter: TraceFilter }
  | { type: 'stats'; id: number; toSeq: number }
  | { type: 'actions'; id: number; toSeq: number; stationId?: string }
  | { type: 'timeline'; id: number; toSeq: number; stationId?: string };

export type ToViewWorker = Job | { type: 'cancel'; id: number } | { type: 'end' };

export type FromViewWorker =
  | ({ type: 'found'; id: number; scannedTo: number } & Matches)
  | { type: 'scanned'; id: number }
  | { type: 'stats'; id: number; stats: TraceStats }
  | { type: 'actions'; id: number; actions: ActionCount[] }
  | { type: 'timeline'; id: number; scannedTo: number; counted?: CountedTimeline }
  | { type: 'failed'; id: number; message: string };

export interface ViewWorkerData {
  path: string;
  /** This process records into the file too. */
  isOwn: boolean;
}
