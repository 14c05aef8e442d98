import { join } from 'node:path';
import { fetchFile } from './fetchFile.ts';
import type { FirmwareJob, JobDesk } from './fileJob.ts';
import { checkImage, isSignedBy } from './firmwareImage.ts';
import { inOwnFolder } from './logs/logFile.ts';

/** Between `Installing` and the restart. */
const INSTALL_S = 6;

/**
 * An update from its time to the restart, with the statuses of the specification's graph (OCPP 1.6 §5.19, security
 * whitepaper L01, OCPP 2.0.1 part 2 L01). Rejects when the signal aborts. `onInstalling`: nothing ends it any more.
 */
export async function runFirmware(
  desk: JobDesk,
  job: FirmwareJob,
  onInstalling: () => void,
  signal: AbortSignal,
): Promise<void> {
  const { habits } = desk;
  if (habits.neverDownloads === true || habits.likesUrl?.(job.location) === false) return;
  await waitForRetrieval(desk, job, signal);
  const version = await inOwnFolder((folder) => obtain(desk, job, join(folder, 'firmware'), signal));
  if (version === undefined) return;
  await waitForInstallation(desk, job, signal);
  onInstalling();
  await install(desk, job, version, signal);
}

async function waitForRetrieval(desk: JobDesk, job: FirmwareJob, signal: AbortSignal): Promise<void> {
  const waitMs = desk.habits.ignoresTimes === true ? 0 : job.retrieveAt - desk.station.clock.now();
  if (waitMs <= 0) return;
  if (job.hasManyStatuses) desk.report(job, 'DownloadScheduled', 'goes-on', signal);
  await desk.pause(waitMs, signal);
}

/** Downloads and verifies. Answers with the version of the image; with nothing where the update has failed. */
async function obtain(
  desk: JobDesk,
  job: FirmwareJob,
  path: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { station, habits } = desk;
  desk.report(job, 'Downloading', 'goes-on', signal);
  const onBreak = async (): Promise<void> => {
    if (habits.downloadTrouble === 'reboots') await desk.restart(signal);
    else if (job.hasManyStatuses) desk.report(job, 'DownloadPaused', 'goes-on', signal);
    desk.report(job, 'Downloading', 'goes-on', signal);
  };
  const problem = await fetchFile(desk, job, { path, onBreak }, signal);
  if (problem !== undefined) {
    desk.report(job, 'DownloadFailed', 'is-over', signal);
    return undefined;
  }
  desk.report(job, 'Downloaded', 'goes-on', signal);
  if (!(await isGenuine(desk, job, path, signal))) return undefined;
  const image = await checkImage(path, job.location, station.identity);
  if (image.ok && habits.firmware !== 'verification-fails') return image.version;
  station.log(`the firmware was not installed: ${image.ok ? 'it says so' : image.problem}`);
  const failed = job.hasManyStatuses ? 'InstallVerificationFailed' : 'InstallationFailed';
  desk.report(job, failed, 'is-over', signal);
  return undefined;
}

async function isGenuine(
  desk: JobDesk,
  job: FirmwareJob,
  path: string,
  signal: AbortSignal,
): Promise<boolean> {
  const { station, habits } = desk;
  const { signed } = job;
  if (signed === undefined) return true;
  const isGenuine =
    habits.ignoresSignature === true || (await isSignedBy(signed.certificate, path, signed.signature));
  desk.report(
    job,
    isGenuine ? 'SignatureVerified' : 'InvalidSignature',
    isGenuine ? 'goes-on' : 'is-over',
    signal,
  );
  if (!isGenuine && !signal.aborted) {
    const timestamp = station.clock.iso();
    station.notify('SecurityEventNotification', { type: 'InvalidFirmwareSignature', timestamp });
  }
  return isGenuine;
}

async function waitForInstallation(desk: JobDesk, job: FirmwareJob, signal: AbortSignal): Promise<void> {
  const { station, charging, habits } = desk;
  const waitMs = habits.ignoresTimes === true ? 0 : (job.installAt ?? 0) - station.clock.now();
  const isBusy = !charging.isIdle;
  if (job.hasManyStatuses && (waitMs > 0 || isBusy)) desk.report(job, 'InstallScheduled', 'goes-on', signal);
  await desk.pause(Math.max(0, waitMs), signal);
  // Installing while a car charges would cut its transaction: it waits (OCPP 1.6 §5.19).
  await new Promise<void>((resolve) => charging.whenIdle(resolve));
  signal.throwIfAborted();
}

async function install(desk: JobDesk, job: FirmwareJob, version: string, signal: AbortSignal): Promise<void> {
  const { habits } = desk;
  desk.report(job, 'Installing', 'goes-on', signal);
  await desk.pause(INSTALL_S * 1000, signal);
  if (habits.firmware === 'installation-fails') {
    desk.report(job, 'InstallationFailed', 'is-over', signal);
    return;
  }
  if (job.hasManyStatuses) desk.report(job, 'InstallRebooting', 'goes-on', signal);
  if (habits.firmware === 'never-reboots') return;
  desk.boot(job, habits.firmware === 'keeps-version' ? undefined : version);
}
