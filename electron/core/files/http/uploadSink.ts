import { Writable } from 'node:stream';
import type { Upload } from '../transfers/upload.ts';

/** What may wait for the disk. Large enough that the disk gets big pieces, small enough for many uploads at once. */
const WAITING_BYTES = 1024 * 1024;

/** An upload as the end of a pipe: what came while the disk was busy is written in one go. */
export function uploadSink(upload: Upload): Writable {
  const pass = async (writing: Promise<void>, done: (error?: Error | null) => void): Promise<void> => {
    let failure: Error | null = null;
    try {
      await writing;
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error));
    }
    done(failure);
  };
  return new Writable({
    highWaterMark: WAITING_BYTES,
    decodeStrings: true,
    write(chunk: Buffer, _encoding, done) {
      void pass(upload.write([chunk]), done);
    },
    writev(chunks, done) {
      void pass(upload.write(chunks.map(({ chunk }) => chunk as Buffer)), done);
    },
  });
}
