import { assertNever } from '../../assertNever.ts';
import type { PreCheck } from '../../files/firmwareUpdate.ts';
import { namesController } from './parameterFile.ts';
import { fileSizeCheck, stickChecks, warns, type StickPlace } from './stickChecks.ts';
import { STICK_NAMES, type StickPurpose } from './stickNames.ts';
import type { StickFile, StickFirmware, StickPlan } from './stickPlan.ts';
import { STICK_EVIDENCE, stickSteps } from './stickSteps.ts';

/** What goes onto the stick beside trigger and password, as it was read. */
export type StickLoad =
  | { purpose: 'fetch' }
  | {
      purpose: 'settings';
      settings: ReadonlyArray<{ name: string; sizeBytes: number; isUsual: boolean }>;
      leftOut: StickPlan['leftOut'];
    }
  | { purpose: 'firmware'; firmware: StickFirmware };

const MOST_NAMED = 5;
const PASSWORD_BYTES = 256;

/** What would be written for a purpose, and what speaks against it. */
export function planStick(place: StickPlace, load: StickLoad): StickPlan {
  const { purpose } = load;
  const files = [...loadFiles(load), ...triggers(purpose), passwordFile()];
  const totalBytes = files.reduce((sum, { sizeBytes = 0 }) => sum + sizeBytes, 0);
  const checks = [
    ...stickChecks(place, totalBytes + PASSWORD_BYTES, purpose === 'fetch'),
    ...loadChecks(load),
  ];
  return {
    purpose,
    folder: place.folder,
    files,
    totalBytes,
    leftOut: load.purpose === 'settings' ? load.leftOut : [],
    ...(load.purpose === 'firmware' ? { firmware: load.firmware } : {}),
    checks,
    canWrite: checks.every(({ level }) => level !== 'blocks'),
    next: stickSteps(purpose),
    evidence: STICK_EVIDENCE,
  };
}

function loadFiles(load: StickLoad): StickFile[] {
  if (load.purpose === 'settings') {
    return load.settings.map(({ name, sizeBytes }) => ({
      path: `${STICK_NAMES.settings}/${name}`,
      kind: 'setting',
      sizeBytes,
    }));
  }
  if (load.purpose === 'fetch') return [];
  const { sizeBytes, sha256 } = load.firmware;
  return [{ path: STICK_NAMES.firmware, kind: 'firmware', sizeBytes, sha256 }];
}

function triggers(purpose: StickPurpose): StickFile[] {
  if (purpose === 'settings') return [];
  // The help text of 5.31 wants sw_update.deb alone, the page for 5.33 names a trigger beside it: both suit with an empty file more.
  const path = purpose === 'fetch' ? STICK_NAMES.fetch : STICK_NAMES.firmwareTrigger;
  return [{ path, kind: 'trigger', sizeBytes: 0 }];
}

function passwordFile(): StickFile {
  return { path: STICK_NAMES.password, kind: 'password' };
}

function loadChecks(load: StickLoad): PreCheck[] {
  switch (load.purpose) {
    case 'fetch':
      return [];
    case 'settings':
      return [unusualCheck(load.settings), identityCheck(load.settings)].filter(
        (check) => check !== undefined,
      );
    case 'firmware':
      return [
        fileSizeCheck(load.firmware.name, load.firmware.sizeBytes),
        warns(
          'no-way-back',
          'There is no way back: the controller refuses older firmware than the one that runs.',
          'Take only firmware that the maker of the charger (not of the controller alone) has approved for it.',
        ),
      ].filter((check) => check !== undefined);
    default:
      return assertNever(load);
  }
}

function unusualCheck(settings: ReadonlyArray<{ name: string; isUsual: boolean }>): PreCheck | undefined {
  const odd = settings.filter(({ isUsual }) => !isUsual).map(({ name }) => name);
  if (odd.length === 0) return undefined;
  return warns(
    'unusual-settings',
    `These files do not have the two lines of a parameter file (value, then version): ${listed(odd)}.`,
    'They go onto the stick as they are; look at them first.',
  );
}

function identityCheck(settings: ReadonlyArray<{ name: string }>): PreCheck | undefined {
  const own = settings.map(({ name }) => name).filter(namesController);
  if (own.length === 0) return undefined;
  return warns(
    'names-controller',
    `These settings say who a controller is: ${listed(own)}. Two controllers with one identity disturb each other at the back end.`,
    'Leave them out, unless this controller takes the place of the one that they come from.',
  );
}

function listed(names: readonly string[]): string {
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
  return names.slice(0, MOST_NAMED).join(', ') + more;
}
