import {
  isSettled,
  type DiagnosticsFetch,
  type FetchStep,
} from '../../../../shared/files/diagnosticsFetch.ts';
import { nameOf } from '../../../../shared/files/protocolChoice.ts';
import { sizeText } from '../../../../shared/files/sizeText.ts';

/** A charger that tries for hours must not fill the memory: the first and the latest steps stay. */
const FIRST_STEPS = 50;
const MOST_STEPS = 200;

/** The fetch with one more step, and what else is different of it. */
export function withStep(
  fetch: DiagnosticsFetch,
  step: FetchStep,
  change: Partial<DiagnosticsFetch> = {},
): DiagnosticsFetch {
  const next = { ...fetch, movedAt: step.at, ...change };
  return settledAt({ ...next, steps: stepsWith(fetch.steps, step) }, step.at);
}

/** One more step; of too many the middle ones go. */
export function stepsWith(before: readonly FetchStep[], step: FetchStep): FetchStep[] {
  const steps = [...before, step];
  if (steps.length > MOST_STEPS) steps.splice(FIRST_STEPS, 1);
  return steps;
}

/** When it was settled, or that it goes on after all. */
function settledAt(fetch: DiagnosticsFetch, at: number): DiagnosticsFetch {
  const { endedAt, ...rest } = fetch;
  return isSettled(fetch) ? { ...rest, endedAt: endedAt ?? at } : rest;
}

export function hasSaid({ steps }: DiagnosticsFetch, code: string): boolean {
  return steps.some((step) => step.code === code);
}

/** `3.2 MB`, or `3.2 of 12 MB` where the size is known. */
export function amountText({ bytes, announcedBytes }: DiagnosticsFetch): string {
  return announcedBytes === undefined ? sizeText(bytes) : `${sizeText(bytes)} of ${sizeText(announcedBytes)}`;
}

/** What to try next, as a sentence; empty where nothing is left. */
export function nextTry({ nextProtocol }: DiagnosticsFetch): string {
  return nextProtocol === undefined ? '' : `Next try: ${nameOf(nextProtocol)}.`;
}

function remedyOf(...parts: ReadonlyArray<string | undefined>): { remedy?: string } {
  const text = parts.filter((part) => part !== undefined && part !== '').join(' ');
  return text === '' ? {} : { remedy: text };
}

export type MakeStep = (
  code: string,
  level: FetchStep['level'],
  sentence: string,
  remedy?: string,
) => FetchStep;

/** Makes steps of one moment, about one record where there is one. */
export function stepsAt(at: number, aboutSeq: number | undefined): MakeStep {
  return (code, level, sentence, remedy) => ({
    at,
    code,
    level,
    sentence,
    ...remedyOf(remedy),
    ...(aboutSeq === undefined ? {} : { aboutSeq }),
  });
}
