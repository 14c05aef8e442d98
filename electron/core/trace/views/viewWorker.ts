import { parentPort, workerData } from 'node:worker_threads';
import { assertNever } from '../../../../shared/assertNever.ts';
import { checkedFilter } from './checkedFilter.ts';
import { prepareScan } from './scan.ts';
import { openOwnSessionForReading, openSessionForReading } from '../file/sessionReader.ts';
import { TimelineCounter } from '../timeline/timelineCounter.ts';
import { ActionCounter, StatsCounter } from './stats.ts';
import type { FromViewWorker, Job, ToViewWorker, ViewWorkerData } from './viewWorkerMessages.ts';

/**
 * The thread that looks through long traces, with a connection of its own. Jobs go forward in turns, a range each, so
 * that a new one need not wait for an old one and a cancelled one ends at once.
 */
const { path, isOwn } = workerData as ViewWorkerData;
const database = isOwn ? openOwnSessionForReading(path) : openSessionForReading(path).database;

/** The first range is small: the first page of rows is on the screen before the rest is looked at. */
const FIRST_RANGE = 5_000;
const RANGE = 50_000;

interface RunningJob {
  nextSeq: number;
  toSeq: number;
  advance(fromSeq: number, toSeq: number): void;
  finish(): void;
}

const running = new Map<number, RunningJob>();
let isTurning = false;

parentPort?.on('message', (message: ToViewWorker) => {
  if (message.type === 'end') {
    end();
    return;
  }
  if (message.type === 'cancel') {
    running.delete(message.id);
    return;
  }
  attempt(message.id, () => running.set(message.id, start(message)));
  if (!isTurning) setImmediate(turn);
  isTurning = true;
});

function start(job: Job): RunningJob {
  const { id, toSeq } = job;
  switch (job.type) {
    case 'scan': {
      const scan = prepareScan(database, checkedFilter(job.filter));
      const advance = (from: number, to: number): void => {
        const matches = scan(from, to);
        post({ type: 'found', id, scannedTo: to, ...matches }, [
          matches.seqs.buffer,
          matches.issueSeqs.buffer,
        ]);
      };
      return { nextSeq: 1, toSeq, advance, finish: () => post({ type: 'scanned', id }) };
    }
    case 'stats': {
      const counter = new StatsCounter(database);
      const finish = (): void => post({ type: 'stats', id, stats: counter.result() });
      return { nextSeq: 1, toSeq, advance: (from, to) => counter.add(from, to), finish };
    }
    case 'actions': {
      const counter = new ActionCounter(database, job.stationId);
      const finish = (): void => post({ type: 'actions', id, actions: counter.result() });
      return { nextSeq: 1, toSeq, advance: (from, to) => counter.add(from, to), finish };
    }
    case 'timeline': {
      const counter = new TimelineCounter(database, job.stationId);
      const advance = (from: number, to: number): void => {
        counter.add(from, to);
        post({ type: 'timeline', id, scannedTo: to });
      };
      const finish = (): void => post({ type: 'timeline', id, scannedTo: toSeq, counted: counter.result() });
      return { nextSeq: 1, toSeq, advance, finish };
    }
    default:
      return assertNever(job);
  }
}

function turn(): void {
  isTurning = false;
  for (const [id, job] of running) {
    attempt(id, () => {
      if (job.nextSeq <= job.toSeq) {
        const end = Math.min(job.toSeq, job.nextSeq + (job.nextSeq === 1 ? FIRST_RANGE : RANGE) - 1);
        job.advance(job.nextSeq, end);
        job.nextSeq = end + 1;
      }
      if (job.nextSeq > job.toSeq) {
        running.delete(id);
        job.finish();
      }
    });
  }
  if (running.size > 0) {
    isTurning = true;
    setImmediate(turn);
  }
}

/** The thread has nothing left to do then, and goes by itself. */
function end(): void {
  running.clear();
  database.close();
  parentPort?.close();
}

/** One job's failure ends that job only. */
function attempt(id: number, work: () => void): void {
  try {
    work();
  } catch (error) {
    running.delete(id);
    post({ type: 'failed', id, message: error instanceof Error ? error.message : String(error) });
  }
}

function post(message: FromViewWorker, transfer: readonly ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer);
}
