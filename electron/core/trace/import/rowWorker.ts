import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { sessionFailure } from '../file/sessionFailure.ts';
import { RecordWriter } from '../store/recordWriter.ts';
import type { FromRowWorker, RowBatch, RowWorkerData, ToRowWorker } from './rowMessages.ts';

/** The thread that writes what another one reads and checks. After a failure it only waits for its end. */
const { unfinished, path } = workerData as RowWorkerData;
const CACHE_KIB = 32_000;
let writer: ((batch: RowBatch) => void) | undefined;
let close = (): void => undefined;

function post(message: FromRowWorker): void {
  parentPort?.postMessage(message);
}

function guarded(work: () => void): void {
  try {
    work();
  } catch (error) {
    writer = undefined;
    post({ type: 'failed', failure: sessionFailure(error, path).toFailure() });
  }
}

/** Nobody else reads the file yet: it needs neither a journal nor the disk's word. */
function open(): void {
  const database = new DatabaseSync(unfinished);
  close = () => database.close();
  database.exec(
    `PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
     PRAGMA cache_size = -${CACHE_KIB};`,
  );
  const records = new RecordWriter(database);
  const mark = database.prepare('INSERT OR REPLACE INTO mark (seq, at) VALUES (?, ?)');
  const fact = database.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)');
  writer = ({ values, pairs, marks, facts }) =>
    records.writeRows(values, pairs, () => {
      for (const [seq, at] of marks) mark.run(seq, at);
      for (const [key, value] of facts) fact.run(key, value);
    });
}

parentPort?.on('message', (message: ToRowWorker) => {
  if (message.type === 'end') {
    guarded(close);
    parentPort?.close();
  } else {
    guarded(() => writer?.(message));
    post({ type: 'written' });
  }
});
guarded(open);
