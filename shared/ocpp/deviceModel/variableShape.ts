import type { Characteristics } from '../../configuration/item.ts';
import type { CheckedShape } from '../configuration/checkValue.ts';
import { shapeOfCharacteristics, type ControlledShape } from '../configuration/control.ts';
import type { ValueShape } from '../configuration/valueShape.ts';
import type { VariableDescription } from './variableDescription.ts';

/** The types that may stand for each other, since one is the other written otherwise. */
const KIN: Readonly<Record<ValueShape['type'], readonly ValueShape['type'][]>> = {
  boolean: ['boolean'],
  integer: ['integer', 'decimal'],
  decimal: ['decimal', 'integer'],
  string: ['string', 'choice'],
  dateTime: ['dateTime', 'string'],
  choice: ['choice', 'string', 'list'],
  list: ['list', 'sequence', 'string'],
  sequence: ['sequence', 'list', 'string'],
};

/** Whether a station may report a standard variable with this type. */
export function isKinType(standard: ValueShape['type'], told: ValueShape['type']): boolean {
  return KIN[standard].includes(told);
}

/**
 * What a variable of a station holds: as the station says, and as the specification says where the station is silent. A type
 * that the specification has otherwise is the specification's, unless the two cannot be squared.
 */
export function variableShape(
  description: VariableDescription | undefined,
  characteristics: Characteristics | undefined,
): CheckedShape & ControlledShape {
  const told = characteristics === undefined ? undefined : shapeOfCharacteristics(characteristics);
  if (description === undefined) return told ?? { type: 'string' };
  if (told === undefined) return description;
  if (!isKinType(description.type, told.type)) return told;
  const type = told.type === 'string' ? description.type : told.type;
  const isSecret = description.isSecret ?? told.isSecret;
  return {
    ...description,
    ...told,
    type,
    // What the station lists itself is all that it takes.
    ...(told.values === undefined ? {} : { isOpen: false }),
    ...(isSecret === undefined ? {} : { isSecret }),
  };
}
