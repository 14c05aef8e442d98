import { isJsonObject, type Json } from '../../json.ts';
import type { Frame } from '../../ocpp/frame.ts';
import { parseFrame } from '../../ocpp/parseFrame.ts';

/** One thing in which an answer is not as it was recorded. `path` is empty where the whole answer is meant. */
export interface AnswerDifference {
  path: string;
  recorded: string;
  received: string;
}

/** Differ by their nature: the hour, and a number that the other side assigns. */
const EXPECTED = new Set(['currentTime', 'transactionId']);
/** An answer of another central system may differ in everything; more than these say nothing more. */
const MOST = 20;

/** Compares a recorded answer with the one that came. Times and assigned transaction numbers are no differences. */
export function compareAnswers(recorded: string, received: string): AnswerDifference[] {
  const [before, after] = [parseFrame(recorded), parseFrame(received)];
  if (before.kind !== after.kind) {
    return [{ path: '', recorded: nameOf(before), received: nameOf(after) }];
  }
  const differences: AnswerDifference[] = [];
  compare(contentOf(before), contentOf(after), '', differences);
  return differences;
}

function nameOf(frame: Frame): string {
  if (frame.kind === 'error' || frame.kind === 'resultError') return `CALLERROR ${frame.code}`;
  return frame.kind === 'result' ? 'CALLRESULT' : frame.kind;
}

function contentOf(frame: Frame): Json {
  // The words of an error are free; its code is what a station goes by.
  if (frame.kind === 'error' || frame.kind === 'resultError') return { errorCode: frame.code };
  return 'payload' in frame ? frame.payload : null;
}

function compare(
  before: Json | undefined,
  after: Json | undefined,
  path: string,
  found: AnswerDifference[],
): void {
  if (found.length >= MOST) return;
  if (isJsonObject(before) && isJsonObject(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      if (EXPECTED.has(key) && Object.hasOwn(before, key) === Object.hasOwn(after, key)) continue;
      compare(own(before, key), own(after, key), path === '' ? key : `${path}.${key}`, found);
    }
    return;
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    for (let index = 0; index < Math.max(before.length, after.length); index += 1) {
      compare(before[index], after[index], `${path}[${index}]`, found);
    }
    return;
  }
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  found.push({
    path,
    recorded: JSON.stringify(before) ?? 'nothing',
    received: JSON.stringify(after) ?? 'nothing',
  });
}

function own(object: { [key: string]: Json }, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
