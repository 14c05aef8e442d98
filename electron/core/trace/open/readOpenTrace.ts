import { sessionFailure } from '../file/sessionFailure.ts';
import type { SessionReader } from '../file/sessionReader.ts';
import type { TraceReading } from '../traceReading.ts';

/** Reads what a trace holds beside its records. Fails as `sessionFailure` says. */
export function readOpenTrace<T>(trace: TraceReading, read: (session: SessionReader) => T): T {
  const session = trace.openForReading();
  try {
    return read(session);
  } catch (error) {
    throw sessionFailure(error, trace.path);
  } finally {
    session.close();
  }
}
