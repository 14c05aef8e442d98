import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { holdsPassword, isSecretKey } from '../../../../shared/configuration/template/secretValue.ts';
import type { PreCheck } from '../../../../shared/files/firmwareUpdate.ts';
import {
  looksLikeParameter,
  PARAMETER_FILE_BYTES,
  readParameterFile,
  type ParameterFile,
} from '../../../../shared/service-port/stick/parameterFile.ts';
import type {
  StickContents,
  StickFoundFile,
  StickSetting,
} from '../../../../shared/service-port/stick/stickContents.ts';
import { ok, warns } from '../../../../shared/service-port/stick/stickChecks.ts';
import {
  isMisnamedTrigger,
  isSystemName,
  isTriggerName,
  STICK_NAMES,
} from '../../../../shared/service-port/stick/stickNames.ts';
import { STICK_LIMITS } from '../../../../shared/service-port/stick/stickPlan.ts';
import { recognise } from '../../contents/recognise.ts';
import { stickFolder } from './lookAtPlace.ts';
import { stickFailure } from './stickFailure.ts';

const DEEPEST = 8;
const VALUE_CHARS = 200;
const MOST_NAMED = 5;
const LOG_KINDS: ReadonlySet<string> = new Set(
  'text json json-lines csv xml html zip tar tar.gz gzip packed capture'.split(' '),
);

/** As `stick.read` of the contract. Links are not followed: FAT has none. */
export async function readStick(folder: string): Promise<StickContents> {
  const { dev } = await stickFolder(folder);
  const walk: Walk = {
    folder,
    dev,
    prepared: [],
    misnamed: [],
    unreadable: [],
    settings: [],
    files: [],
    folders: 0,
    totalBytes: 0,
    isCut: false,
  };
  await lookInto('', walk, 0);
  const { prepared, settings, files, totalBytes, isCut } = walk;
  const hasPassword = prepared.some((name) => name.toUpperCase() === STICK_NAMES.password);
  const notes = notesOn(walk, hasPassword);
  return { folder, hasPassword, prepared, settings, files, totalBytes, isCut, notes };
}

interface Walk {
  folder: string;
  /** The disk: what is mounted below is another one. */
  dev: number;
  prepared: string[];
  misnamed: string[];
  unreadable: string[];
  settings: StickSetting[];
  files: StickFoundFile[];
  folders: number;
  totalBytes: number;
  isCut: boolean;
}

async function lookInto(below: string, walk: Walk, depth: number): Promise<void> {
  walk.folders += 1;
  const absolute = join(walk.folder, below);
  const entries = await tolerated(below, walk, async () =>
    (await stat(absolute)).dev === walk.dev ? await readdir(absolute, { withFileTypes: true }) : [],
  );
  for (const entry of (entries ?? []).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (isSystemName(entry.name)) continue;
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (below === '' && isTriggerName(entry.name)) walk.prepared.push(entry.name);
    // It may hold the password, and no controller wrote it: it is not among the files that are taken.
    else if (below === '' && isMisnamedTrigger(entry.name)) walk.misnamed.push(entry.name);
    else if (walk.settings.length + walk.files.length >= STICK_LIMITS.listed) walk.isCut = true;
    else if (entry.isFile()) await tolerated(path, walk, () => lookAt(path, entry.name, walk));
    else if (entry.isDirectory() && depth < DEEPEST && walk.folders < STICK_LIMITS.listed)
      await lookInto(path, walk, depth + 1);
    else walk.isCut = true;
  }
}

async function lookAt(path: string, name: string, walk: Walk): Promise<void> {
  const absolute = join(walk.folder, path);
  const { size, mtime } = await stat(absolute);
  const head = await headOf(absolute);
  walk.totalBytes += size;
  const parameter = size <= PARAMETER_FILE_BYTES ? readParameterFile(head) : undefined;
  const isThere = path.startsWith(`${STICK_NAMES.settings}/`);
  if (parameter !== undefined && (isThere || looksLikeParameter(parameter))) {
    walk.settings.push(settingOf(path, name, parameter));
    return;
  }
  const { kind, kindName } = recognise(head, name);
  // A clock that was never set, or a damaged entry.
  const changedAt = Number.isNaN(mtime.getTime()) ? 0 : mtime.getTime();
  walk.files.push({ path, sizeBytes: size, changedAt, kindName, isLog: LOG_KINDS.has(kind) });
}

/** Names end in the part that they belong to (`_ocpp`, `_web`), which says nothing about secrets. */
function settingOf(path: string, name: string, { value, version }: ParameterFile): StickSetting {
  const isSecret = isSecretKey(name) || isSecretKey(name.replace(/_[a-z]+$/, '')) || holdsPassword(value);
  return {
    path,
    name,
    isSecret,
    ...(isSecret ? {} : { value: value.slice(0, VALUE_CHARS) }),
    ...(version === undefined ? {} : { version: version.slice(0, VALUE_CHARS) }),
  };
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(
      Buffer.alloc(PARAMETER_FILE_BYTES),
      0,
      PARAMETER_FILE_BYTES,
      0,
    );
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** What cannot be read is named and left out, as long as the stick itself is there. */
async function tolerated<T>(path: string, walk: Walk, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    const isThere = await stat(walk.folder).then(
      ({ dev }) => dev === walk.dev,
      () => false,
    );
    if (path === '' || !isThere) throw stickFailure(error, walk.folder, path || 'its list of files');
    walk.unreadable.push(path);
    return undefined;
  }
}

function notesOn({ settings, files, misnamed, unreadable, isCut }: Walk, hasPassword: boolean): PreCheck[] {
  const notes: PreCheck[] = [];
  if (misnamed.length > 0) {
    notes.push(
      warns(
        'misnamed',
        `${misnamed.join(', ')} has an ending, so that controllers do not see it.`,
        'Take the ending off; Windows hides endings unless it is told not to.',
      ),
    );
  }
  if (unreadable.length > 0) {
    notes.push(
      warns(
        'unreadable',
        `These could not be read: ${unreadable.slice(0, MOST_NAMED).join(', ')}${unreadable.length > MOST_NAMED ? ' and more' : ''}.`,
        'The stick may be damaged, perhaps because it was taken out too early: fetch once more.',
      ),
    );
  }
  if (settings.length + files.length === 0) {
    notes.push(
      warns(
        'nothing-written',
        'No controller has written anything onto it.',
        'Was it in the USB-A port until the ready LED blinked quickly? The password may be wrong, or the function may be switched off in the controller.',
      ),
    );
  }
  if (settings.some(({ isSecret }) => isSecret)) {
    notes.push(
      warns(
        'secrets',
        'There are secrets among the settings; they are not shown here, but stand in the files.',
        'Keep the stick and copies of it safe.',
      ),
    );
  }
  if (isCut)
    notes.push(warns('cut', 'There is more on the stick than is listed.', 'Look at it in the file manager.'));
  notes.push(
    hasPassword
      ? warns(
          'password',
          'USB_PASSWORD is still on the stick: everybody can read it.',
          'Remove it when you are done.',
        )
      : ok('no-password', 'There is no password on the stick.'),
  );
  return notes;
}
