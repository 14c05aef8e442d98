import { isUpdateSettled, type FirmwareUpdate } from '../../../../shared/files/firmwareUpdate.ts';
import { spanWords } from '../../central/watch/timeWords.ts';
import { stepsAt } from '../../diagnostics/story/steps.ts';
import { saysInstalled } from './judged.ts';
import { hasFile } from './hasFile.ts';
import {
  amountText,
  failedWith,
  hasOpenConnection,
  hasSaid,
  nextTry,
  sentences,
  wireWords,
  withStep,
} from './steps.ts';
import type { UpdateTimes } from './updateEvent.ts';

/** Something that is to be said when nothing happens until then. */
interface Deadline {
  dueAt: number;
  tell: (update: FirmwareUpdate, at: number) => FirmwareUpdate;
}

/** What time alone says: that something did not happen. */
export function onTime(update: FirmwareUpdate, at: number, times: UpdateTimes): FirmwareUpdate {
  const due = deadlines(update, times).find(({ dueAt }) => dueAt <= at);
  return due === undefined ? update : due.tell(update, at);
}

/** When to look again (epoch ms); nothing where time changes nothing any more. */
export function nextLookAt(update: FirmwareUpdate, times: UpdateTimes): number | undefined {
  const all = deadlines(update, times).map(({ dueAt }) => dueAt);
  return all.length === 0 ? undefined : Math.min(...all);
}

function deadlines(update: FirmwareUpdate, times: UpdateTimes): Deadline[] {
  if (isUpdateSettled(update) || update.state === 'queued' || update.state === 'asking') return [];
  return hasFile(update) ? afterFile(update, times) : beforeFile(update, times);
}

function beforeFile(update: FirmwareUpdate, times: UpdateTimes): Deadline[] {
  const { answeredAt, retrieveAt = 0, movedAt, connectedAt, status } = update;
  // It said that it comes later, and not when.
  if (status?.status.toLowerCase() === 'downloadscheduled' && retrieveAt === 0) return [];
  const found: Deadline[] = [];
  const from = Math.max(answeredAt ?? movedAt, retrieveAt);
  if (connectedAt === undefined && !hasSaid(update, 'not-connected-yet')) {
    found.push({ dueAt: from + times.connectMs, tell: (one, at) => notConnectedYet(one, at - from, at) });
  }
  if (!hasOpenConnection(update)) {
    found.push({ dueAt: Math.max(movedAt, retrieveAt) + times.giveUpMs, tell: gaveUp });
  }
  return found;
}

function afterFile(update: FirmwareUpdate, times: UpdateTimes): Deadline[] {
  const { completeAt, status, bootedAt, installAt = 0, movedAt } = update;
  const word = status?.status.toLowerCase() ?? '';
  const found: Deadline[] = [];
  const isSilent = completeAt !== undefined && (status?.at ?? 0) < completeAt && bootedAt === undefined;
  if (isSilent && !hasSaid(update, 'no-status')) {
    found.push({ dueAt: completeAt + times.statusMs, tell: (one, at) => noStatus(one, times.statusMs, at) });
  }
  if (bootedAt !== undefined) {
    found.push({ dueAt: Math.max(bootedAt, movedAt) + times.verifyMs, tell: notInstalled });
  } else if (saysInstalled(update)) {
    found.push({ dueAt: movedAt + times.bootMs, tell: neverBooted });
  } else if (word === 'installrebooting') {
    found.push({ dueAt: movedAt + times.bootMs, tell: notBack });
  } else if (word !== 'installscheduled' || installAt > 0) {
    found.push({ dueAt: Math.max(movedAt, installAt) + times.installMs, tell: silentWithFile });
  }
  return found;
}

function notConnectedYet(update: FirmwareUpdate, sinceMs: number, at: number): FirmwareUpdate {
  const sentence = `Nothing was fetched since ${spanWords(sinceMs)}: it has not connected to ${update.location}.`;
  const remedy = sentences(
    'It may be busy. Or it cannot reach that address (firewall, network), or does not like its form: some chargers say nothing then.',
    nextTry(update),
  );
  return withStep(
    update,
    stepsAt(at, update.requestSeq)('not-connected-yet', 'warning', sentence, remedy),
    // Nothing was heard, so the time without a word goes on.
    { movedAt: update.movedAt },
  );
}

function gaveUp(update: FirmwareUpdate, at: number): FirmwareUpdate {
  const span = spanWords(at - Math.max(update.movedAt, update.retrieveAt ?? 0));
  const said = update.status === undefined ? '' : ` Its last word was ${update.status.status}.`;
  const sentence =
    update.connectionCount === 0
      ? `Never fetched the file; nothing was heard for ${span}.${said}`
      : `Stopped at ${amountText(update)}; nothing was heard for ${span}.${said}`;
  return failedWith(
    update,
    'download',
    stepsAt(at, update.requestSeq)('gave-up', 'problem', sentence, nextTry(update)),
  );
}

function noStatus(update: FirmwareUpdate, sinceMs: number, at: number): FirmwareUpdate {
  const last = update.status === undefined ? '' : ` Its last word was ${update.status.status}.`;
  const sentence = `It has the whole file since ${spanWords(sinceMs)}, and says nothing of it.${last}`;
  const remedy = 'Some chargers tell none of the steps: wait for its restart.';
  return withStep(update, stepsAt(at, update.requestSeq)('no-status', 'warning', sentence, remedy), {
    movedAt: update.movedAt,
  });
}

function silentWithFile(update: FirmwareUpdate, at: number): FirmwareUpdate {
  const last =
    update.status === undefined ? 'It told no status at all' : `Its last word was ${update.status.status}`;
  const sentence = `Nothing was heard for ${spanWords(at - Math.max(update.movedAt, update.installAt ?? 0))}, though ${wireWords(update)}. ${last}, and it has not restarted.`;
  const remedy =
    'Restart it: some install only then. If it still reports its old version, the file was not taken.';
  return failedWith(
    update,
    'installation',
    stepsAt(at, update.requestSeq)('no-installation', 'problem', sentence, remedy),
  );
}

function neverBooted(update: FirmwareUpdate, at: number): FirmwareUpdate {
  const where =
    update.leftAt === undefined ? 'has not restarted' : 'left, and has not told its version since';
  const sentence = `It says Installed, but ${where}: which version it runs is not known.`;
  const remedy =
    'Restart it, or ask for a BootNotification (TriggerMessage): Kerbside compares the version when it comes.';
  return withStep(update, stepsAt(at, update.status?.seq)('never-booted', 'warning', sentence, remedy), {
    state: 'unverified',
  });
}

function notBack(update: FirmwareUpdate, at: number): FirmwareUpdate {
  const span = spanWords(at - update.movedAt);
  const where = update.leftAt === undefined ? 'has not restarted' : 'left, and has not come back';
  const sentence = `It said that it restarts to install, but ${where} for ${span}.`;
  const remedy = 'Look at the charger. When it comes back, Kerbside compares its version.';
  return failedWith(
    update,
    'restart',
    stepsAt(at, update.status?.seq)('not-back', 'problem', sentence, remedy),
  );
}

function notInstalled(update: FirmwareUpdate, at: number): FirmwareUpdate {
  const step = stepsAt(at, update.status?.seq ?? update.requestSeq);
  if (update.versionAfter === undefined) {
    const sentence =
      'It has restarted, tells no version and never said Installed: what it runs is not known.';
    return withStep(
      update,
      step('version-not-told', 'warning', sentence, 'Look at its display or web page.'),
      { state: 'unverified' },
    );
  }
  const sentence = `It has restarted, never said Installed, and reports version ${update.versionAfter}, as before: the firmware was not taken.`;
  const remedy = 'The file may be for another model, or need another version first. Fetch the diagnostics.';
  return failedWith(update, 'version', step('not-installed', 'problem', sentence, remedy));
}
