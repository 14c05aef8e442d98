import { assertNever } from '../../assertNever.ts';
import { checkList, unknownWord } from './checkList.ts';
import { checkNumber } from './checkNumber.ts';
import { checkText } from './checkText.ts';
import type { UsualRange } from './keyDescription.ts';
import { wordAmong } from './listItems.ts';
import { normaliseValue } from './normaliseValue.ts';
import { bare, readBoolean, readNumber } from './readTyped.ts';
import { problem, quoted, type ValueProblem } from './valueProblem.ts';
import type { ValueShape } from './valueShape.ts';

/** What a check needs of a description: keys, variables and the keys of makers all have it. */
export interface CheckedShape extends ValueShape {
  usual?: UsualRange;
  /** A value that has a meaning of its own, such as 0 for "off", is never called unusual. */
  valueMeanings?: Readonly<Record<string, string>>;
  maxItemsKey?: string;
}

export interface CheckContext {
  /** The station's own value of another key, such as the one that tells how long a list may be. */
  valueOfKey?: (key: string) => string | undefined;
  /** The most characters that a value can have in this version, where the description says nothing. */
  maxLength?: number;
}

/**
 * What is wrong with a value, the gravest first; nothing where it is as it should be. It is the same for a value that
 * the station told and for one that is about to be sent.
 */
export function checkValue(
  shape: CheckedShape,
  value: string,
  context: CheckContext = {},
): ValueProblem | undefined {
  // Texts have looked at their own length already.
  const most = shape.type === 'string' ? context.maxLength : (shape.maxLength ?? context.maxLength);
  const found = problemOf(shape, value, context) ?? tooLong(value, most);
  if (found === undefined || shape.isSecret === true) return found;
  const normal = normaliseValue(shape, value);
  const isMended = normal !== value && (problemOf(shape, normal, context)?.severity ?? 'info') === 'info';
  return isMended ? { ...found, suggestion: normal } : found;
}

function problemOf(shape: CheckedShape, value: string, context: CheckContext): ValueProblem | undefined {
  const mustNotBeEmpty = shape.type !== 'list' && shape.type !== 'sequence' && shape.type !== 'string';
  if (mustNotBeEmpty && value.trim() === '') return problem('error', 'empty', 'It has no value.');
  switch (shape.type) {
    case 'boolean':
      return checkBoolean(value);
    case 'integer':
    case 'decimal':
      return checkNumber(shape, value, hasMeaning(shape, value) ? undefined : shape.usual);
    case 'choice':
      return checkChoice(shape, value);
    case 'list':
    case 'sequence':
      return checkList(shape, value, mostItems(shape, context));
    case 'dateTime':
      return checkDateTime(value);
    case 'string':
      return checkText(shape, value);
    default:
      return assertNever(shape.type);
  }
}

function hasMeaning({ valueMeanings = {} }: CheckedShape, value: string): boolean {
  return Object.hasOwn(valueMeanings, value);
}

function checkBoolean(value: string): ValueProblem | undefined {
  if (value === 'true' || value === 'false') return undefined;
  const read = readBoolean(value);
  if (read === undefined)
    return problem('error', 'not-a-boolean', `${quoted(value)} is neither true nor false.`);
  const sentence = `${quoted(value)} is meant as ${read}; the specification has true and false, in small letters.`;
  return problem(value.toLowerCase() === String(read) ? 'info' : 'warning', 'odd-boolean', sentence);
}

function checkChoice(shape: ValueShape, value: string): ValueProblem | undefined {
  const { values } = shape;
  if (values === undefined || values.includes(value)) return undefined;
  const known = wordAmong(bare(value), values);
  if (known === undefined) return unknownWord(shape, value, values);
  return problem('warning', 'odd-spelling', `The specification spells ${quoted(value)} ${known}.`);
}

/** RFC 3339, which OCPP asks for. */
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/i;

function checkDateTime(value: string): ValueProblem | undefined {
  if (Number.isNaN(Date.parse(value))) {
    return problem('error', 'not-a-time', `${quoted(value)} is no time such as 2026-01-31T12:00:00Z.`);
  }
  if (!MOMENT.test(value)) {
    return problem('warning', 'odd-time', `${quoted(value)} is not written as 2026-01-31T12:00:00Z.`);
  }
  if (/(Z|[+-]\d{2}:\d{2})$/i.test(value)) return undefined;
  return problem('warning', 'no-time-zone', `${quoted(value)} does not say of which time zone it is.`);
}

function mostItems(
  { maxItems, maxItemsKey }: CheckedShape,
  { valueOfKey }: CheckContext,
): number | undefined {
  const told = maxItemsKey === undefined ? undefined : valueOfKey?.(maxItemsKey);
  const read = told === undefined ? undefined : readNumber(told);
  // 0 and words are found in the field for "no idea".
  const most =
    read?.kind === 'number' && read.isWhole && Number(read.text) > 0 ? Number(read.text) : undefined;
  return most ?? maxItems;
}

function tooLong(value: string, maxLength: number | undefined): ValueProblem | undefined {
  if (maxLength === undefined || value.length <= maxLength) return undefined;
  const sentence = `It has ${value.length} characters; OCPP allows ${maxLength}, and some stations cut the rest off.`;
  return problem('warning', 'too-long', sentence);
}
