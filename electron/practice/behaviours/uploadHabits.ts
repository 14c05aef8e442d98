import type { FileHabits } from '../station/files/fileHabits.ts';
import type { Behaviour } from './behaviour.ts';
import type { NamedHabit } from './namedHabit.ts';

/** Habits of real chargers when they upload their diagnostics and logs. */

const UPLOAD_ENDS = ['Uploaded', 'UploadFailed', 'UploadFailure', 'BadMessage', 'PermissionDenied'];

/** A habit that is nothing but another way with files. */
export function filesHabit(about: string, files: FileHabits): NamedHabit {
  return { about, make: () => ({ name: about, files }) };
}

/** The same, with a number. */
export function countedFilesHabit(
  about: string,
  usual: number,
  files: (count: number) => FileHabits,
): NamedHabit {
  return { about, usual, make: (count) => ({ name: about, files: files(count) }) };
}

/** Restarts instead of an answer where the address holds user and password (MicroOcpp on ESP32). */
function rebootsUponCredentials(): Behaviour {
  return {
    name: 'restarts upon an address with user and password',
    onCall({ action, payload }, station) {
      const text = JSON.stringify(payload);
      if (!/^Get(?:Diagnostics|Log)$/.test(action) || !/:\/\/[^/"@]+@/.test(text)) return 'next';
      station.registration.reboot('ApplicationReset');
      return 'silence';
    },
  };
}

export const UPLOAD_HABITS: Readonly<Record<string, NamedHabit>> = {
  'log-text': filesHabit('uploads its log as plain text', { logForm: 'text' }),
  'log-gz': filesHabit('uploads its log as one compressed file (.gz)', { logForm: 'gz' }),
  'log-size': countedFilesHabit('uploads a log of about so many MB', 50, (megabytes) => ({
    logBytes: megabytes * 1_000_000,
  })),
  'no-log': filesHabit('has no log: it accepts, names no file and uploads nothing', { hasNoLog: true }),
  'nameless-log': filesHabit('names no file in its answer and uploads one all the same', {
    hidesFileName: true,
  }),
  'renames-log': filesHabit('uploads under another name than it told', {
    uploadsAs: () => 'DUMP0001.BIN',
  }),
  'log-in-folder': filesHabit('puts folders in front of the name that it told', {
    uploadsAs: (fileName) => `logs/2026/${fileName}`,
  }),
  'log-escapes': filesHabit('uploads under a path that leads outside (../..)', {
    uploadsAs: (fileName) => `../../../${fileName}`,
  }),
  'log-device-name': filesHabit('uploads under a name that is a device on Windows', {
    uploadsAs: () => 'CON.log',
  }),
  'http-post': filesHabit('uploads by HTTP with POST instead of PUT', { httpUpload: 'POST' }),
  'http-form': filesHabit('uploads by HTTP as the file of a form (multipart POST)', { httpUpload: 'form' }),
  'http-chunks': filesHabit('uploads by HTTP in chunks, without saying the size first', { isChunked: true }),
  'huge-upload': countedFilesHabit('announces an upload of so many GB', 100, (gigabytes) => ({
    announcesBytes: gigabytes * 1_000_000_000,
  })),
  'wrong-password': countedFilesHabit('logs in so often with a wrong password, and gives up', 5, (count) => ({
    wrongPasswords: count,
  })),
  'never-uploads': filesHabit('says Uploading and never comes', { upload: 'never' }),
  'says-uploaded': filesHabit('says Uploaded and sends nothing', { upload: 'only-said' }),
  'uploads-twice': filesHabit('uploads its log a second time to the same address', { upload: 'twice' }),
  'says-upload-failed': filesHabit('uploads its log and says that it failed', { upload: 'said-failed' }),
  'silent-upload': filesHabit('uploads its log and never says so', { hides: ['Uploading', ...UPLOAD_ENDS] }),
  'silent-upload-end': filesHabit('says Uploading, and never how the upload ended', { hides: UPLOAD_ENDS }),
  'uploading-flood': filesHabit('says Uploading every two seconds', { repeatsUploading: true }),
  'upload-stalls': filesHabit('stalls in the middle of an upload', { uploadTrouble: 'stalls' }),
  'upload-breaks': filesHabit('breaks off in the middle of an upload, and goes on', {
    uploadTrouble: 'breaks',
  }),
  'upload-fails': filesHabit('breaks off in the middle of every upload', { uploadTrouble: 'fails' }),
  'reboots-upon-credentials': {
    about: 'restarts when it is told an address with user and password',
    make: rebootsUponCredentials,
  },
};
