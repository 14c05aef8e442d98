import { assertNever } from '../../../../shared/assertNever.ts';
import type { FetchStep } from '../../../../shared/files/diagnosticsFetch.ts';
import {
  isUpdateSettled,
  UPDATE_STAGES,
  type FirmwareUpdate,
  type UpdateStage,
} from '../../../../shared/files/firmwareUpdate.ts';
import { URL_FORM_WORDS } from '../../../../shared/files/firmwareUrlForm.ts';
import { nextFirmwareTry } from '../../../../shared/files/nextFirmwareTry.ts';
import { nameOf } from '../../../../shared/files/protocolChoice.ts';
import { sizeText } from '../../../../shared/files/sizeText.ts';
import { stepsWith } from '../../diagnostics/story/steps.ts';

/** The update with one more step, and what else is different of it. */
export function withStep(
  update: FirmwareUpdate,
  step: FetchStep,
  change: Partial<FirmwareUpdate> = {},
): FirmwareUpdate {
  const next = { ...update, movedAt: step.at, ...change, steps: stepsWith(update.steps, step) };
  return settledAt(next, step.at);
}

/** The update as failed at a stage; the step says why. */
export function failedWith(
  update: FirmwareUpdate,
  stage: UpdateStage,
  step: FetchStep,
  change: Partial<FirmwareUpdate> = {},
): FirmwareUpdate {
  const failedAt = { stage, number: UPDATE_STAGES.indexOf(stage) + 1, code: step.code, why: step.sentence };
  return withStep(update, step, { ...change, state: 'failed', failedAt });
}

/** When it was settled; and what goes on after all has not failed. */
function settledAt(update: FirmwareUpdate, at: number): FirmwareUpdate {
  const { endedAt, failedAt, ...rest } = update;
  if (!isUpdateSettled(update)) return rest;
  const failure = update.state === 'failed' && failedAt !== undefined ? { failedAt } : {};
  return { ...rest, ...failure, endedAt: endedAt ?? at };
}

export function hasSaid({ steps }: FirmwareUpdate, code: string): boolean {
  return steps.some((step) => step.code === code);
}

/** `3.2 MB of 12 MB` */
export function amountText({ coveredBytes, file }: FirmwareUpdate): string {
  return `${sizeText(coveredBytes)} of ${sizeText(file.sizeBytes)}`;
}

/** How far the download came, as it was seen here: behind "and" or "but". */
export function wireWords(update: FirmwareUpdate): string {
  const { connectedAt, connectionCount, completeAt, file } = update;
  if (completeAt !== undefined) return `it fetched the whole file (${sizeText(file.sizeBytes)})`;
  if (connectedAt === undefined) return '0 bytes were asked for: it never reached this computer';
  if (connectionCount === 0) return 'it connected, but asked for no byte of the file';
  return `it stopped at ${amountText(update)}`;
}

/** What to try next, as a sentence; empty where nothing is left. */
export function nextTry(update: FirmwareUpdate): string {
  const next = nextFirmwareTry(update);
  if (next === undefined) return '';
  switch (next.by) {
    case 'plain':
      return 'Next try: the plainest HTTP.';
    case 'url-form':
      return `Next try: an address that ${URL_FORM_WORDS[next.urlForm]}.`;
    case 'protocol':
      return `Next try: ${nameOf(next.protocol)}.`;
    default:
      return assertNever(next);
  }
}

export function sentences(...parts: ReadonlyArray<string | undefined>): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' ');
}

export function hasOpenConnection({ connections }: FirmwareUpdate): boolean {
  return connections.some(({ end }) => end === undefined);
}
