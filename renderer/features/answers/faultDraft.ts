import { isJsonObject, type Json } from '../../../shared/json.ts';
import type { ErrorCode } from '../../../shared/ocpp/errorCode.ts';
import type { NewFault } from '../../../shared/station/answerFault.ts';

export const FAULT_KINDS = ['none', 'delay', 'error', 'payload'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export const DELAY_MS = { min: 1, max: 600_000 };
export const NEXT = { min: 1, max: 1_000_000 };

/** What stands in the form, as it was typed. */
export interface FaultDraft {
  action: string;
  kind: FaultKind;
  delayMs: string;
  code: ErrorCode;
  description: string;
  mode: 'merge' | 'replace';
  payload: string;
  next: string;
}

export const FIRST_DRAFT: FaultDraft = {
  action: '',
  kind: 'none',
  delayMs: '',
  code: 'InternalError',
  description: '',
  mode: 'merge',
  payload: '{}',
  next: '1',
};

/** Which fields cannot be read. */
export type DraftTrouble = 'delayMs' | 'payload' | 'next';

/** The fault that a form describes, or what is wrong with it. */
export function readDraft(draft: FaultDraft): { fault: NewFault } | { wrong: DraftTrouble[] } {
  const delayMs = wholeNumber(draft.delayMs, DELAY_MS);
  const next = wholeNumber(draft.next, NEXT);
  const payload = draft.kind === 'payload' ? parsed(draft.payload) : {};
  const needsDelay = draft.kind === 'delay' && delayMs === undefined;
  const wrong: DraftTrouble[] = [
    ...(draft.kind !== 'none' && (delayMs === 'wrong' || needsDelay) ? (['delayMs'] as const) : []),
    ...(payload === undefined ? (['payload'] as const) : []),
    ...(next === 'wrong' ? (['next'] as const) : []),
  ];
  if (wrong.length > 0) return { wrong };
  const isLate = typeof delayMs === 'number' && draft.kind !== 'none';
  return {
    fault: {
      ...(draft.action === '' ? {} : { action: draft.action }),
      ...(isLate ? { delayMs } : {}),
      ...answerOf(draft, payload ?? {}),
      ...(typeof next === 'number' ? { next } : {}),
    },
  };
}

function answerOf({ kind, code, description, mode }: FaultDraft, payload: Record<string, Json>): NewFault {
  if (kind === 'delay') return {};
  if (kind === 'none') return { answer: { kind } };
  if (kind === 'payload') return { answer: { kind, payload, mode } };
  return { answer: { kind, code, ...(description === '' ? {} : { description }) } };
}

function wholeNumber(text: string, { min, max }: { min: number; max: number }): number | 'wrong' | undefined {
  if (text.trim() === '') return undefined;
  const number = Number(text);
  return Number.isInteger(number) && number >= min && number <= max ? number : 'wrong';
}

function parsed(text: string): Record<string, Json> | undefined {
  try {
    const json = JSON.parse(text) as Json;
    return isJsonObject(json) ? json : undefined;
  } catch {
    // Said beside the field: it is being typed.
    return undefined;
  }
}
