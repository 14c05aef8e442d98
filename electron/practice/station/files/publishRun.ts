import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fetchFile } from './fetchFile.ts';
import type { FileJob, JobDesk } from './fileJob.ts';
import type { FirmwareShelf } from './firmwareShelf.ts';

export interface PublishJob extends FileJob {
  /** MD5 of the file, in hex. */
  checksum: string;
}

/** A local controller fetches firmware and hands it out (OCPP 2.0.1 part 2, L03). Rejects when the signal aborts. */
export async function runPublish(
  desk: JobDesk,
  job: PublishJob,
  shelf: FirmwareShelf,
  signal: AbortSignal,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'kerbside-practice-'));
  let isKept = false;
  try {
    const path = join(folder, 'firmware');
    if (!(await obtain(desk, job, path, signal))) return;
    const { size: sizeBytes } = await stat(path);
    signal.throwIfAborted();
    const address = await shelf.put(job.checksum, { path, folder, sizeBytes });
    isKept = true;
    desk.report(job, 'Published', 'is-over', signal, { location: [address] });
  } finally {
    if (!isKept) await rm(folder, { recursive: true, force: true });
  }
}

async function obtain(desk: JobDesk, job: PublishJob, path: string, signal: AbortSignal): Promise<boolean> {
  desk.report(job, 'Downloading', 'goes-on', signal);
  const onBreak = async (): Promise<void> => {
    if (desk.habits.downloadTrouble === 'reboots') await desk.restart(signal);
    else desk.report(job, 'DownloadPaused', 'goes-on', signal);
    desk.report(job, 'Downloading', 'goes-on', signal);
  };
  const problem = await fetchFile(desk, job, { path, onBreak }, signal);
  if (problem !== undefined) {
    desk.report(job, 'DownloadFailed', 'is-over', signal);
    return false;
  }
  desk.report(job, 'Downloaded', 'goes-on', signal);
  const hash = createHash('md5');
  await pipeline(createReadStream(path), hash);
  const isRight = hash.digest('hex') === job.checksum.toLowerCase();
  desk.report(job, isRight ? 'ChecksumVerified' : 'InvalidChecksum', isRight ? 'goes-on' : 'is-over', signal);
  return isRight;
}
