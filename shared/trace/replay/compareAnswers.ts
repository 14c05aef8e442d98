import { isJsonObject, type Json } from '../../json.ts';
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

/** An answer on any transport. `name` says what it is where the other one is of another kind. */
export interface ComparedAnswer {
  kind: string;
  name: string;
  content: Json;
}

/** Compares a recorded answer of OCPP-J with the one that came. */
export function compareAnswers(recorded: string, received: string): AnswerDifference[] {
  return differencesBetween(answerOf(recorded), answerOf(received));
}

/** What differs between two answers. Times and assigned transaction numbers are no differences. */
export function differencesBetween(recorded: ComparedAnswer, received: ComparedAnswer): AnswerDifference[] {
  if (recorded.kind !== received.kind) {
    return [{ path: '', recorded: recorded.name, received: received.name }];
  }
  const differences: AnswerDifference[] = [];
  compare(recorded.content, received.content, '', differences);
  return differences;
}

function answerOf(raw: string): ComparedAnswer {
  const frame = parseFrame(raw);
  const { kind } = frame;
  if (kind === 'error' || kind === 'resultError')
    return errorAnswer(kind, `CALLERROR ${frame.code}`, frame.code);
  const content = 'payload' in frame ? frame.payload : null;
  return { kind, name: kind === 'result' ? 'CALLRESULT' : kind, content };
}

/** The words of an error are free; its code is what a station goes by. */
export function errorAnswer(kind: string, name: string, errorCode: string): ComparedAnswer {
  return { kind, name, content: { errorCode } };
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
