import type { z } from 'zod';
import type { profileItemSchema, writeRuleSchema } from '../profileItem.ts';
import type { CheckFault, FieldPath } from './checkFault.ts';

export type WriteRule = z.output<typeof writeRuleSchema>;
export type CheckedItem = z.output<typeof profileItemSchema> & {
  type: string;
  write?: WriteRule | undefined;
};

/** Types whose values are no numbers. */
const TEXTS = new Set(['text', 'string', 'char', 'hex']);
const SWITCHES = new Set(['boolean', 'bit', 'coil', 'discrete']);

/** What makes no sense of items, whatever the driver. */
export function itemFaults(items: readonly CheckedItem[]): CheckFault[] {
  const keys = new Set(items.map(({ key }) => key));
  return [
    ...twins(items, 'items', ({ key }) => key, 'key'),
    ...items.flatMap((item, index) => [
      ...defaultFaults(item, ['items', index]),
      ...wordFaults(item, ['items', index]),
      ...writeFaults(item, ['items', index, 'write'], keys),
    ]),
  ];
}

/** Entries of a list that have the same name. */
export function twins<T>(
  entries: readonly T[],
  list: string,
  nameOf: (entry: T) => string,
  field: string,
): CheckFault[] {
  const first = new Map<string, number>();
  return entries.flatMap((entry, index) => {
    const name = nameOf(entry);
    const earlier = first.get(name);
    if (earlier === undefined) {
      first.set(name, index);
      return [];
    }
    const sentence = `“${name}” is already the ${field} of ${list}[${earlier}]; each needs its own.`;
    return [{ path: [list, index, field], sentence }];
  });
}

/** The technician chooses by the word: two raw values with one word cannot be told apart when writing. */
function wordFaults(item: CheckedItem, path: FieldPath): CheckFault[] {
  if (item.enum === undefined || item.write === undefined) return [];
  const seen = new Map<string, string>();
  return Object.entries(item.enum).flatMap(([raw, shown]) => {
    const earlier = seen.get(shown);
    seen.set(shown, raw);
    if (earlier === undefined) return [];
    const sentence = `“${shown}” stands for ${earlier} and for ${raw}; a value that can be written needs a word of its own.`;
    return [{ path: [...path, 'enum', raw], sentence }];
  });
}

function defaultFaults(item: CheckedItem, path: FieldPath): CheckFault[] {
  const { default: value, enum: words, write } = item;
  if (value === undefined) return [];
  const at = [...path, 'default'];
  const shown = Object.values(words ?? {});
  if (shown.includes(value)) return [];
  if (words !== undefined && write?.min === undefined && write?.max === undefined) {
    return [{ path: at, sentence: `is “${value}”, which is none of ${shown.join(', ')}.` }];
  }
  if (SWITCHES.has(item.type)) {
    return value === 'true' || value === 'false'
      ? []
      : [{ path: at, sentence: `is “${value}”; it must be “true” or “false”.` }];
  }
  if (TEXTS.has(item.type)) return [];
  const number = Number(value);
  if (Number.isNaN(number)) return [{ path: at, sentence: `is “${value}”, which is no number.` }];
  if (write === undefined || isAllowed(number, write)) return [];
  return [{ path: at, sentence: `is ${value}, which is out of the range that may be written.` }];
}

function isAllowed(value: number, { min, max, also = [] }: WriteRule): boolean {
  if (also.includes(value)) return true;
  if (min === undefined && max === undefined) return also.length === 0;
  return value >= (min ?? -Infinity) && value <= (max ?? Infinity);
}

function writeFaults(item: CheckedItem, path: FieldPath, keys: ReadonlySet<string>): CheckFault[] {
  const { write } = item;
  if (write === undefined) return [];
  const faults: CheckFault[] = [];
  const { min, max, step } = write;
  if (min !== undefined && max !== undefined && min > max) {
    faults.push({ path: [...path, 'min'], sentence: `is ${min}, more than max (${max}).` });
  }
  if (step !== undefined && min !== undefined && max !== undefined && step > max - min && max >= min) {
    faults.push({ path: [...path, 'step'], sentence: `is ${step}, more than from min to max.` });
  }
  faults.push(...choiceFaults(item, path));
  const hasNumbers = min !== undefined || max !== undefined || step !== undefined || write.also !== undefined;
  if (TEXTS.has(item.type) && hasNumbers) {
    faults.push({ path, sentence: `has limits of numbers, but the item is a text.` });
  }
  if (!TEXTS.has(item.type) && (write.maxLength !== undefined || write.pattern !== undefined)) {
    faults.push({ path, sentence: `has limits of texts (maxLength, pattern), but the item is no text.` });
  }
  for (const [index, need] of (write.needs ?? []).entries()) {
    if (keys.has(need.key)) continue;
    const sentence = `“${need.key}” is no item of this profile.`;
    faults.push({ path: [...path, 'needs', index, 'key'], sentence });
  }
  return faults;
}

/** Without a range the words are what may be written, and `also` says by raw values which of them. */
function choiceFaults({ enum: words, write }: CheckedItem, path: FieldPath): CheckFault[] {
  if (words === undefined || write?.also === undefined) return [];
  if (write.min !== undefined || write.max !== undefined) return [];
  return write.also.flatMap((raw, index) =>
    Object.hasOwn(words, raw)
      ? []
      : [{ path: [...path, 'also', index], sentence: `is ${raw}, for which there is no word in “enum”.` }],
  );
}
