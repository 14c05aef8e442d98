import type { FirmwareUpdate } from '../../../../shared/files/firmwareUpdate.ts';
import { stepsAt, type MakeStep } from '../../diagnostics/story/steps.ts';
import { hasFile } from './hasFile.ts';
import { judged, wasThereBefore } from './judged.ts';
import { failedWith, nextTry, sentences, wireWords, withStep } from './steps.ts';
import type { UpdateEvent } from './updateEvent.ts';
import { isSameVersion, judgeVersion } from './versions.ts';

type Booted = Extract<UpdateEvent, { type: 'booted' }>;
type Left = Extract<UpdateEvent, { type: 'left' }>;

/** The station left; most do so to restart, some whenever they are busy. */
export function onLeft(update: FirmwareUpdate, { at }: Left): FirmwareUpdate {
  if (!isGoing(update)) return update;
  const step = stepsAt(at, undefined);
  const change = { leftAt: at };
  if (update.kind === 'update' && (update.state === 'installing' || update.state === 'rebooting')) {
    const words = 'Left the connection: it restarts, most likely.';
    return withStep(update, step('station-left', 'info', words), { ...change, state: 'rebooting' });
  }
  const words = `Left the connection, and ${wireWords(update)}.`;
  return withStep(update, step('station-left', hasFile(update) ? 'info' : 'warning', words), change);
}

/**
 * The station has started anew. What it says of its version is the only proof of an update: some never say that it is
 * installed (QUIRKS 138), and some say so of nothing.
 */
export function onBooted(update: FirmwareUpdate, event: Booted): FirmwareUpdate {
  const { at, seq, version } = event;
  const step = stepsAt(at, seq);
  if (['queued', 'cancelled', 'published'].includes(update.state) || wasNeverTaken(update)) return update;
  if (update.kind === 'publish') return withStep(update, step('station-restarted', 'warning', 'Restarted.'));
  if (update.state === 'verified') return onLaterBoot(update, event, step);
  const next = version === undefined ? update : { ...update, versionAfter: version };
  const verdict = judgeVersion({ ...next, versionAfter: version });
  const hasChanged = verdict === 'changed' || (verdict === 'as-expected' && !wasThereBefore(next));
  if (!hasFile(update) && !hasChanged) return onEarlyBoot(update, step);
  if (update.state === 'failed' && !hasChanged && verdict !== 'other') return onBootAfterFailure(next, step);
  return judged({ ...next, bootedAt: at }, step);
}

/** Chargers that restart in the middle often go on afterwards; some restart over a password in the address (QUIRKS 133, 139). */
function onEarlyBoot(update: FirmwareUpdate, step: MakeStep): FirmwareUpdate {
  if (!isGoing(update)) return update;
  const hasPassword = !update.protocol.startsWith('http') && update.urlForm !== 'anonymous';
  const isOver = hasPassword && update.connectedAt === undefined;
  const words = `Restarted before it had the file: ${wireWords(update)}.`;
  const remedy = isOver
    ? sentences('Some chargers restart over a user and password in an address.', nextTry(update))
    : update.connectionCount > 0
      ? 'Some go on with the download after that: wait for its next connection.'
      : undefined;
  return withStep(update, step('restarted-early', 'warning', words, remedy), {
    state: update.state === 'asking' ? 'asking' : 'waiting',
  });
}

function onBootAfterFailure(update: FirmwareUpdate, step: MakeStep): FirmwareUpdate {
  const { versionAfter } = update;
  const version = versionAfter === undefined ? 'tells no version' : `reports version ${versionAfter}`;
  return withStep(update, step('restarted', 'info', `Restarted, and ${version}.`));
}

/** Nothing of it can have led to another version. */
function wasNeverTaken({ failedAt }: FirmwareUpdate): boolean {
  return failedAt?.stage === 'checks' || failedAt?.stage === 'request';
}

/** A charger that does not come up well with its new firmware goes back to the old one. */
function onLaterBoot(update: FirmwareUpdate, { version }: Booted, step: MakeStep): FirmwareUpdate {
  const { versionBefore, versionAfter } = update;
  const isBack =
    version !== undefined &&
    versionBefore !== undefined &&
    versionAfter !== undefined &&
    !isSameVersion(versionBefore, versionAfter) &&
    isSameVersion(version, versionBefore);
  if (!isBack) return update;
  const words = `Restarted once more and reports version ${version}, as before the update: it fell back to the old firmware.`;
  const remedy = 'Ask its maker for the log of the start; fetch the diagnostics now.';
  return failedWith(
    { ...update, versionAfter: version },
    'version',
    step('fell-back', 'problem', words, remedy),
  );
}

function isGoing({ state }: FirmwareUpdate): boolean {
  return ['asking', 'waiting', 'downloading', 'downloaded', 'installing', 'rebooting'].includes(state);
}
