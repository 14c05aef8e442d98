import { Writable } from 'node:stream';
import type { Upload } from './upload.ts';

/** The disk gets big pieces: each costs the same, whatever its size. */
const PIECE_BYTES = 512 * 1024;
/** What comes slowly is written all the same, so that its progress shows and little is lost with the connection. */
const LONGEST_HOLD_MS = 100;

/** An upload as the end of a pipe. What came until the connection was cut is written; a failed write ends the pipe. */
export function uploadSink(upload: Upload): Writable {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let timer: NodeJS.Timeout | undefined;
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const chunks = held;
    held = [];
    heldBytes = 0;
    return chunks.length === 0 ? Promise.resolve() : upload.write(chunks);
  };
  const pass = async (done: (error?: Error | null) => void): Promise<void> => {
    let failure: Error | null = null;
    try {
      await flush();
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error));
    }
    done(failure);
  };
  const sink = new Writable({
    highWaterMark: PIECE_BYTES,
    write(chunk: Buffer, _encoding, done) {
      held.push(chunk);
      heldBytes += chunk.length;
      if (heldBytes >= PIECE_BYTES) {
        void pass(done);
        return;
      }
      timer ??= setTimeout(() => {
        flush().catch((error: Error) => sink.destroy(error));
      }, LONGEST_HOLD_MS);
      done();
    },
    final: (done) => void pass(done),
    destroy(error, done) {
      if (error === null) void pass(() => done(null));
      else {
        clearTimeout(timer);
        done(error);
      }
    },
  });
  return sink;
}
