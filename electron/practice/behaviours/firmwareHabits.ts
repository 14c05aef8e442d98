import type { NamedHabit } from './namedHabit.ts';
import { countedFilesHabit, filesHabit } from './uploadHabits.ts';

/** Habits of real chargers when they update their firmware, and with files in both directions. */

const FIRMWARE_STATUSES = [
  'DownloadScheduled',
  'Downloading',
  'DownloadPaused',
  'Downloaded',
  'DownloadFailed',
  'SignatureVerified',
  'InvalidSignature',
  'InstallScheduled',
  'Installing',
  'InstallRebooting',
  'InstallVerificationFailed',
  'InstallationFailed',
  'Installed',
];
const FAILURES = [
  'UploadFailed',
  'UploadFailure',
  'PermissionDenied',
  'DownloadFailed',
  'InstallVerificationFailed',
  'InstallationFailed',
];

export const FIRMWARE_HABITS: Readonly<Record<string, NamedHabit>> = {
  'never-downloads': filesHabit('accepts an update and does nothing', { neverDownloads: true }),
  'picky-url': filesHabit('ignores firmware whose address has a port, a query or no .bin at its end', {
    likesUrl: (location) => /^[a-z]+:\/\/[^/:?]+\/[^?]*\.bin$/i.test(location),
  }),
  'download-head': filesHabit('asks with HEAD before it downloads', { asksHeadFirst: true }),
  'download-breaks': filesHabit('breaks off in the middle of a download, and goes on with a range', {
    downloadTrouble: 'breaks',
  }),
  'download-restarts': filesHabit('breaks off in the middle of a download, and begins anew', {
    downloadTrouble: 'breaks',
    neverResumes: true,
  }),
  'download-stalls': filesHabit('stalls in the middle of a download', { downloadTrouble: 'stalls' }),
  'download-fails': filesHabit('breaks off in the middle of every download', { downloadTrouble: 'fails' }),
  'reboots-in-download': filesHabit('restarts in the middle of a download, and goes on', {
    downloadTrouble: 'reboots',
  }),
  'needs-plain-http': filesHabit('downloads from the plainest HTTP/1.1 only: sized, closed, not redirected', {
    needsPlainHttp: true,
  }),
  'skips-downloading': filesHabit('says neither Downloading nor Downloaded', {
    hides: ['Downloading', 'Downloaded'],
  }),
  'never-installed': filesHabit('never says Installed, though it boots with what was installed', {
    hides: ['Installed'],
  }),
  'silent-firmware': filesHabit('says nothing at all of an update', { hides: FIRMWARE_STATUSES }),
  'verification-fails': filesHabit('finds firmware faulty after it has downloaded it', {
    firmware: 'verification-fails',
  }),
  'installation-fails': filesHabit('fails at the installation', { firmware: 'installation-fails' }),
  'never-reboots': filesHabit('never restarts after the installation', { firmware: 'never-reboots' }),
  'keeps-version': filesHabit('says Installed and boots with the old version', { firmware: 'keeps-version' }),
  'ignores-times': filesHabit('downloads and installs at once, whatever time it was told', {
    ignoresTimes: true,
  }),
  'ignores-signature': filesHabit('takes firmware with any signature', { ignoresSignature: true }),

  'local-controller': filesHabit('is a local controller: it takes PublishFirmware and hands the file out', {
    publishes: true,
  }),

  'strict-trust': filesHabit('trusts only certificates of an authority that it knows', { isStrict: true }),
  'slow-files': countedFilesHabit('transfers files with so many kB/s', 100, (kilobytes) => ({
    bytesPerSecond: kilobytes * 1000,
  })),
  'retries-zero': filesHabit('takes retries 0 as never', { takesNoRetriesAsNever: true }),
  'silent-failure': filesHabit('never says that a transfer or an installation failed', { hides: FAILURES }),
  'no-http': filesHabit('refuses addresses of HTTP and HTTPS', {
    protocols: ['ftp', 'ftps', 'sftp'],
    refusesOtherProtocols: true,
  }),
  'no-tls': filesHabit('transfers files without TLS only: HTTP and FTP', { protocols: ['http', 'ftp'] }),
  'only-http': filesHabit('transfers files by HTTP and HTTPS only', { protocols: ['http', 'https'] }),
  'only-ftp': filesHabit('transfers files by FTP only', { protocols: ['ftp'] }),
  'only-sftp': filesHabit('transfers files by SFTP only', { protocols: ['sftp'] }),
};
