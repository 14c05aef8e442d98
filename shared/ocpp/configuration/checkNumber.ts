import type { UsualRange } from './keyDescription.ts';
import { readNumber } from './readTyped.ts';
import { problem, quoted, type ValueProblem } from './valueProblem.ts';
import type { ValueShape } from './valueShape.ts';

/** What fits into 32 bits with a sign, which is all that many stations have. */
const LARGEST = 2_147_483_647;

export function checkNumber(
  shape: ValueShape,
  value: string,
  usual: UsualRange | undefined,
): ValueProblem | undefined {
  const { type, unit } = shape;
  const read = readNumber(value, unit);
  const kind = type === 'integer' ? 'a whole number' : 'a number';
  if (read === undefined) {
    return problem(
      'error',
      'not-a-number',
      `${quoted(value)} is no number; ${kind} is wanted${unitWords(unit)}.`,
    );
  }
  if (read.kind === 'ambiguous') {
    const sentence = `${quoted(value)} can be read as one or as a thousand; write it without the comma.`;
    return problem('error', 'ambiguous-number', sentence);
  }
  if (type === 'integer' && !read.isWhole) {
    return problem('error', 'not-whole', `${quoted(value)} is not ${kind}, which this setting needs.`);
  }
  const gravest = outOfRange(shape, Number(read.text));
  if (gravest !== undefined) return gravest;
  if (read.text !== value && !isPlainNumber(value, type)) return oddForm(value, read.text);
  return unusual(Number(read.text), usual);
}

function isPlainNumber(value: string, type: string): boolean {
  return type === 'decimal' && /^-?\d+(\.\d+)?$/.test(value);
}

function outOfRange({ min, max = LARGEST, unit }: ValueShape, number: number): ValueProblem | undefined {
  const of = unit === undefined ? '' : ` ${unit}`;
  if (min !== undefined && number < min) {
    return problem(
      'error',
      'below-minimum',
      `${number} is less than ${min}${of}, the least that is allowed.`,
    );
  }
  if (number <= max) return undefined;
  if (max === LARGEST) {
    return problem(
      'error',
      'above-maximum',
      `${number} is too large; many stations count to ${LARGEST} only.`,
    );
  }
  return problem('error', 'above-maximum', `${number} is more than ${max}${of}, the most that is allowed.`);
}

function oddForm(value: string, plain: string): ValueProblem {
  if (value.includes(',')) {
    return problem('warning', 'decimal-comma', `${quoted(value)} has a decimal comma; OCPP wants a point.`);
  }
  const sentence = `${quoted(value)} is written in a way that not every station can read; plain digits are ${plain}.`;
  return problem(value.trim() === value ? 'warning' : 'info', 'odd-number', sentence);
}

function unusual(number: number, usual: UsualRange | undefined): ValueProblem | undefined {
  if (usual === undefined) return undefined;
  const isUsual = number >= (usual.min ?? -Infinity) && number <= (usual.max ?? Infinity);
  return isUsual ? undefined : problem('info', 'unusual', usual.sentence);
}

function unitWords(unit: string | undefined): string {
  return unit === undefined ? '' : ` (${unit})`;
}
