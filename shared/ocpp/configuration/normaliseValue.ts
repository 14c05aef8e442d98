import { assertNever } from '../../assertNever.ts';
import { listItems, mendedItem, wordAmong } from './listItems.ts';
import { bare, readBoolean, readNumber } from './readTyped.ts';
import type { ValueShape } from './valueShape.ts';

/**
 * A value in the form of the specification, before it is sent: `TRUE` becomes `true`, `1, 2` becomes `1,2`. What cannot
 * be understood, plain texts and secrets stay as they were typed. Done again it changes nothing.
 */
export function normaliseValue(shape: ValueShape | undefined, typed: string): string {
  if (shape === undefined || shape.isSecret === true) return typed;
  switch (shape.type) {
    case 'boolean':
      return String(readBoolean(typed) ?? typed.trim());
    case 'integer':
    case 'decimal':
      return normalisedNumber(shape, typed);
    case 'choice':
      return wordAmong(bare(typed), shape.values ?? []) ?? typed.trim();
    case 'list':
      return [...new Set(mendedItems(typed, shape))].join(',');
    case 'sequence':
      return mendedItems(typed, shape).join(',');
    case 'dateTime':
      return typed.trim();
    case 'string':
      return shape.textForm === undefined ? typed : typed.trim();
    default:
      return assertNever(shape.type);
  }
}

function normalisedNumber(shape: ValueShape, typed: string): string {
  const read = readNumber(typed, shape.unit);
  if (read?.kind !== 'number' || (shape.type === 'integer' && !read.isWhole)) return typed.trim();
  return read.text;
}

function mendedItems(typed: string, shape: ValueShape): string[] {
  return listItems(typed, shape).map((item) => mendedItem(item, shape));
}
