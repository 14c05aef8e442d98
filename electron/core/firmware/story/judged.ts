import { assertNever } from '../../../../shared/assertNever.ts';
import type { FetchStep } from '../../../../shared/files/diagnosticsFetch.ts';
import type { FirmwareUpdate } from '../../../../shared/files/firmwareUpdate.ts';
import type { MakeStep } from '../../diagnostics/story/steps.ts';
import { wireWords, withStep } from './steps.ts';
import { isSameVersion, judgeVersion } from './versions.ts';

/** "Installed" is said, or the station has started anew: what the version proves. */
export function judged(update: FirmwareUpdate, step: MakeStep): FirmwareUpdate {
  const isSaid = saysInstalled(update);
  const verdict = judgeVersion(update);
  switch (verdict) {
    case 'as-expected':
      return wasThereBefore(update) && !isSaid ? sameYet(update, step) : asExpected(update, step);
    case 'changed':
      return changed(update, step);
    case 'other':
      return unverified(update, otherVersion(update, step));
    case 'before-unknown':
      return unverified(update, beforeUnknown(update, step));
    case 'same':
      return isSaid ? unverified(update, sameVersion(update, step)) : sameYet(update, step);
    case 'not-told':
      return isSaid ? unverified(update, notTold(step)) : notToldYet(update, step);
    default:
      return assertNever(verdict);
  }
}

export function saysInstalled({ status }: FirmwareUpdate): boolean {
  return status?.status.toLowerCase() === 'installed';
}

export function wasThereBefore({ versionBefore, file }: FirmwareUpdate): boolean {
  return (
    versionBefore !== undefined && file.version !== undefined && isSameVersion(versionBefore, file.version)
  );
}

function asExpected(update: FirmwareUpdate, step: MakeStep): FirmwareUpdate {
  const { versionBefore, versionAfter = '' } = update;
  const before = wasThereBefore(update)
    ? ', which it had before as well: that it was installed again is its own word'
    : versionBefore === undefined
      ? ''
      : ` (${versionBefore} before)`;
  const words = `Verified: it reports version ${versionAfter}, as expected${before}.${gapWords(update)}`;
  return withStep(update, step('verified', 'good', words), { state: 'verified' });
}

function changed(update: FirmwareUpdate, step: MakeStep): FirmwareUpdate {
  const { versionBefore = '', versionAfter = '' } = update;
  const words = `Verified: its version has changed from ${versionBefore} to ${versionAfter}.${gapWords(update)}`;
  return withStep(update, step('verified', 'good', words), { state: 'verified' });
}

/** Where it had the file from is another question then. */
function gapWords(update: FirmwareUpdate): string {
  const isGap = update.completeAt === undefined && update.isOpen;
  return isGap ? ` As seen here, ${wireWords(update)}.` : '';
}

function unverified(update: FirmwareUpdate, step: FetchStep): FirmwareUpdate {
  return withStep(update, step, { state: 'unverified' });
}

function otherVersion({ versionBefore, versionAfter = '', file }: FirmwareUpdate, step: MakeStep): FetchStep {
  const before = versionBefore === undefined ? '' : ` after ${versionBefore}`;
  return step(
    'other-version',
    'warning',
    `It reports version ${versionAfter}${before}, where ${file.version ?? ''} was expected.`,
    'Compare with the notes of the firmware: the number may be spelt otherwise, or the file be another one.',
  );
}

function beforeUnknown({ versionAfter = '' }: FirmwareUpdate, step: MakeStep): FetchStep {
  return step(
    'before-unknown',
    'warning',
    `It reports version ${versionAfter}, and what it had before was never told, so this proves nothing.`,
    'Compare with the notes of the firmware.',
  );
}

function sameVersion({ versionAfter = '' }: FirmwareUpdate, step: MakeStep): FetchStep {
  return step(
    'same-version',
    'warning',
    `It says Installed and has restarted, but reports version ${versionAfter}, as before.`,
    'It may have fallen back to the old firmware, or the file holds the version that it had.',
  );
}

function notTold(step: MakeStep): FetchStep {
  return step(
    'version-not-told',
    'warning',
    'It says Installed and has restarted, but does not tell its version.',
    'Look at its display or web page.',
  );
}

/** Some restart once more before they install, or say "Installed" a while after. */
function sameYet(update: FirmwareUpdate, step: MakeStep): FirmwareUpdate {
  const words = `Restarted, and reports version ${update.versionAfter ?? ''}, as before. Kerbside waits a little for more.`;
  return withStep(update, step('same-version-yet', 'warning', words), { state: 'rebooting' });
}

function notToldYet(update: FirmwareUpdate, step: MakeStep): FirmwareUpdate {
  return withStep(update, step('restarted', 'info', 'Restarted, and does not tell its version.'), {
    state: 'rebooting',
  });
}
