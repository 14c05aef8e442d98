import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { holdsPassword, isSecretKey } from '../../../../shared/configuration/template/secretValue.ts';
import {
  looksLikeParameter,
  PARAMETER_FILE_BYTES,
  readParameterFile,
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
import { STICK_LIMITS, type StickCheck } from '../../../../shared/service-port/stick/stickPlan.ts';
import { recognise } from '../../contents/recognise.ts';
import { stickFolder } from './lookAtPlace.ts';
import { stickFailure } from './stickFailure.ts';

const DEEPEST = 8;
const VALUE_CHARS = 200;
const LOG_KINDS: ReadonlySet<string> = new Set(
  'text json json-lines csv xml html zip tar tar.gz gzip packed capture'.split(' '),
);

/** As `stick.read` of the contract. Links are not followed: FAT has none. */
export async function readStick(folder: string): Promise<StickContents> {
  await stickFolder(folder);
  const walk: Walk = {
    folder,
    prepared: [],
    misnamed: [],
    settings: [],
    files: [],
    totalBytes: 0,
    isCut: false,
  };
  await lookInto('', walk, 0);
  const { misnamed, ...found } = walk;
  const hasPassword = found.prepared.some((name) => name.toUpperCase() === STICK_NAMES.password);
  return { ...found, hasPassword, notes: notesOn({ ...walk, misnamed }, hasPassword) };
}

interface Walk {
  folder: string;
  prepared: string[];
  misnamed: string[];
  settings: StickSetting[];
  files: StickFoundFile[];
  totalBytes: number;
  isCut: boolean;
}

async function lookInto(below: string, walk: Walk, depth: number): Promise<void> {
  const entries = await failing(below || 'its list of files', walk, () =>
    readdir(join(walk.folder, below), { withFileTypes: true }),
  );
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (isSystemName(entry.name)) continue;
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (below === '' && isTriggerName(entry.name)) walk.prepared.push(entry.name);
    // It may hold the password, and no controller wrote it: it is not among the files that are taken.
    else if (below === '' && isMisnamedTrigger(entry.name)) walk.misnamed.push(entry.name);
    else if (walk.settings.length + walk.files.length >= STICK_LIMITS.listed) walk.isCut = true;
    else if (entry.isFile()) await lookAt(path, entry.name, walk);
    else if (entry.isDirectory() && depth < DEEPEST) await lookInto(path, walk, depth + 1);
    else walk.isCut = true;
  }
}

async function lookAt(path: string, name: string, walk: Walk): Promise<void> {
  await failing(path, walk, async () => {
    const absolute = join(walk.folder, path);
    const { size, mtimeMs } = await stat(absolute);
    const head = await headOf(absolute);
    walk.totalBytes += size;
    const parameter = size <= PARAMETER_FILE_BYTES ? readParameterFile(head) : undefined;
    const isThere = path.startsWith(`${STICK_NAMES.settings}/`);
    if (parameter !== undefined && (isThere || looksLikeParameter(parameter))) {
      const isSecret =
        isSecretKey(name) || isSecretKey(name.replace(/_[a-z]+$/, '')) || holdsPassword(parameter.value);
      const value = isSecret ? {} : { value: parameter.value.slice(0, VALUE_CHARS) };
      const { version } = parameter;
      walk.settings.push({
        path,
        name,
        ...value,
        isSecret,
        ...(version === undefined ? {} : { version: version.slice(0, VALUE_CHARS) }),
      });
      return;
    }
    const { kind, kindName } = recognise(head, name);
    walk.files.push({ path, sizeBytes: size, changedAt: mtimeMs, kindName, isLog: LOG_KINDS.has(kind) });
  });
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

async function failing<T>(path: string, { folder }: Walk, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw stickFailure(error, folder, path);
  }
}

function notesOn({ settings, files, misnamed, isCut }: Walk, hasPassword: boolean): StickCheck[] {
  const notes: StickCheck[] = [];
  if (misnamed.length > 0) {
    notes.push(
      warns(
        'misnamed',
        `${misnamed.join(', ')} has an ending, so that controllers do not see it.`,
        'Take the ending off; Windows hides endings unless it is told not to.',
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
