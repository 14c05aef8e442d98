import { lstat, readdir, readFile, stat } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';
import { ContractError } from '../../../../shared/contract/failure.ts';
import { sizeText } from '../../../../shared/files/sizeText.ts';
import {
  PARAMETER_FILE_BYTES,
  readParameterFile,
} from '../../../../shared/service-port/stick/parameterFile.ts';
import {
  isSystemName,
  isTriggerName,
  STICK_NAMES,
} from '../../../../shared/service-port/stick/stickNames.ts';
import { STICK_LIMITS, type StickPlan } from '../../../../shared/service-port/stick/stickPlan.ts';
import { sourceFailure } from './stickFailure.ts';

/** Bytes are held, so that what was looked at is what gets written. */
export interface SettingFile {
  name: string;
  bytes: Buffer;
  sizeBytes: number;
  isUsual: boolean;
}

export interface SettingsSource {
  settings: SettingFile[];
  leftOut: StickPlan['leftOut'];
}

/** Reads parameter files: one, or those of a folder (or of its sw_config). Fails with `invalid-params`, `not-found`, `permission`, `io`. */
export async function settingsSource(path: string | undefined): Promise<SettingsSource> {
  if (path === undefined) {
    throw new ContractError(
      'invalid-params',
      'Name the settings: a folder of parameter files, or one of them.',
      {
        hint: 'A stick that fetches brings them from a controller that is set up as wanted.',
      },
    );
  }
  if (!isAbsolute(path)) throw new ContractError('invalid-params', `${path} is not a whole path.`);
  try {
    const source = await read(path);
    if (source.settings.length > 0) return source;
    const { sentence = 'It is empty.', name = '' } = source.leftOut[0] ?? {};
    throw new ContractError(
      'invalid-params',
      `There is no parameter file in ${path}. ${name} ${sentence}`.replace('  ', ' '),
      {
        hint: 'A parameter file is a short text: its name is the setting, its first line the value.',
      },
    );
  } catch (error) {
    throw error instanceof ContractError ? error : sourceFailure(error, path);
  }
}

async function read(path: string): Promise<SettingsSource> {
  if ((await stat(path)).isFile()) return await readAll([{ name: basename(path), path }]);
  const below = join(path, STICK_NAMES.settings);
  const isRootOfStick = await stat(below)
    .then((found) => found.isDirectory())
    .catch(() => false);
  const folder = isRootOfStick ? below : path;
  const names = (await readdir(folder)).filter((name) => !isSystemName(name)).toSorted();
  if (names.length > STICK_LIMITS.settings) {
    throw new ContractError(
      'invalid-params',
      `${folder} holds ${names.length} files; no controller has so many settings.`,
      {
        hint: `Choose the folder with the parameter files alone (at most ${STICK_LIMITS.settings}).`,
      },
    );
  }
  return await readAll(names.map((name) => ({ name, path: join(folder, name) })));
}

async function readAll(files: ReadonlyArray<{ name: string; path: string }>): Promise<SettingsSource> {
  const source: SettingsSource = { settings: [], leftOut: [] };
  const taken = new Set<string>();
  let bytes = 0;
  for (const { name, path } of files) {
    const read = taken.has(name.toLowerCase()) ? SAME_NAME : await readOne(name, path);
    if (typeof read === 'string') {
      source.leftOut.push({ name, sentence: read });
      continue;
    }
    bytes += read.sizeBytes;
    if (bytes > STICK_LIMITS.settingsBytes) {
      throw new ContractError(
        'invalid-params',
        `The settings have more than ${sizeText(STICK_LIMITS.settingsBytes)}: those are not parameter files alone.`,
      );
    }
    taken.add(name.toLowerCase());
    source.settings.push(read);
  }
  return source;
}

const SAME_NAME = 'differs from another name by capital letters only, which FAT32 cannot hold.';

/** A sentence, which goes on after the name, for what is not taken. */
async function readOne(name: string, path: string): Promise<SettingFile | string> {
  if (isTriggerName(name)) return 'makes a controller do something and is no setting.';
  if (!isFatName(name)) return 'has a name that a FAT32 stick cannot hold.';
  const found = await lstat(path);
  if (!found.isFile()) return found.isDirectory() ? 'is a folder.' : 'is no plain file.';
  if (found.size > PARAMETER_FILE_BYTES) return `has ${sizeText(found.size)}: too much for a setting.`;
  const bytes = await readFile(path);
  const parameter = readParameterFile(bytes);
  if (parameter === undefined) return bytes.length === 0 ? 'is empty.' : 'is no text.';
  return { name, bytes, sizeBytes: bytes.length, isUsual: parameter.isUsual };
}

function isFatName(name: string): boolean {
  return !/[<>:"/\\|?*\p{Cc}]|[. ]$/u.test(name) && name.length <= 255;
}
