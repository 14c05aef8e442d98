import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import type { FilterTerm } from './filterNode.ts';
import type { FilterSubject } from './filterSubject.ts';
import {
  needleTest,
  valueNeedle,
  valueTest,
  type Needles,
  type PayloadOf,
  type ValueTest,
} from './payloadTerm.ts';
import { hasFields } from './subjectPayload.ts';

export type IdTerm = FilterTerm & { key: 'connector' | 'evse' | 'tx' };

/** Fields of ids, in the payload at any depth. `evse` also stands for the `id` of an `evse`. */
const ID_FIELDS = { connector: 'connectorId', evse: 'evseId', tx: 'transactionId' } as const;

/** Verdicts about calls that are kept for their answers, which come soon after them. */
const MAX_VERDICTS = 20_000;

export function idNeedles({ key, patterns }: IdTerm): Needles {
  return { names: [key === 'evse' ? 'evse' : ID_FIELDS[key]], value: valueNeedle(patterns) };
}

/** `connector:1`, `tx:17`: the payload has it at any depth, or that of the call does which the record answers. */
export function compileIdTerm(term: IdTerm, payloadOf: PayloadOf): (subject: FilterSubject) => boolean {
  const mayHave = needleTest(idNeedles(term));
  const inText = fieldSearch(term);
  const test = valueTest('=', term.patterns);
  const has = (subject: FilterSubject): boolean => {
    if (!hasFields(subject) || !mayHave(subject)) return false;
    const { raw, payload: text = raw } = subject;
    if (isAsWritten(subject, text)) {
      if (inText(text)) return true;
      if (term.key !== 'evse') return false;
    }
    const payload = payloadOf(subject);
    return payload !== undefined && someField(payload, term.key, test);
  };
  const verdicts = new Map<number, boolean>();
  const verdictOf = (subject: FilterSubject): boolean => {
    const verdict = has(subject);
    if (verdicts.size >= MAX_VERDICTS) verdicts.clear();
    verdicts.set(subject.seq, verdict);
    return verdict;
  };
  return (subject) => {
    const { pairSeq, kind } = subject;
    if (kind === 'call') return verdictOf(subject);
    if (has(subject)) return true;
    const known = pairSeq === undefined ? false : verdicts.get(pairSeq);
    if (known !== undefined) return known;
    return subject.call !== undefined && verdictOf(subject.call);
  };
}

/**
 * Whether fields can be found in the text itself, which costs a tenth of reading it as JSON. Without a backslash no
 * string holds a quotation mark, so what looks like a field is one; a damaged frame has to be mended first.
 */
function isAsWritten({ issues }: FilterSubject, text: string): boolean {
  return !text.includes('\\') && !issues.some(({ code }) => code.startsWith('frame-'));
}

function fieldSearch({ key, patterns }: IdTerm): (text: string) => boolean {
  const field = new RegExp(`"${ID_FIELDS[key]}"\\s*:\\s*(?:"([^"]*)"|(-?[\\d.eE+-]+|true|false|null))`, 'g');
  const test = valueTest('=', patterns);
  return (text) => {
    for (const [, string, bare = ''] of text.matchAll(field)) {
      if (test(string ?? bareValue(bare))) return true;
    }
    return false;
  };
}

/** Of a number beyond 2^53 only its digits are right. */
function bareValue(text: string): Json {
  if (text === 'null') return null;
  if (text === 'true' || text === 'false') return text === 'true';
  const number = Number(text);
  return Number.isSafeInteger(number) || text.length < 16 ? number : text;
}

function someField(payload: Json, key: IdTerm['key'], test: ValueTest): boolean {
  const open: Json[] = [payload];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (Array.isArray(value)) open.push(...value);
    else if (isJsonObject(value)) {
      if (hasOwnId(value, key, test)) return true;
      open.push(...Object.values(value));
    }
  }
  return false;
}

function hasOwnId(fields: JsonObject, key: IdTerm['key'], test: ValueTest): boolean {
  const id = Object.hasOwn(fields, ID_FIELDS[key]) ? fields[ID_FIELDS[key]] : undefined;
  if (id !== undefined && test(id)) return true;
  const evse = key === 'evse' && Object.hasOwn(fields, 'evse') ? fields['evse'] : undefined;
  return isJsonObject(evse) && evse['id'] !== undefined && test(evse['id']);
}
