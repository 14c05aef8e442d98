import { assertNever } from '../../assertNever.ts';
import type { Characteristics } from '../../configuration/item.ts';
import type { ValueShape } from './valueShape.ts';

/** One word of a choice or list. `hint` says what it means where the word alone does not. */
export interface ControlOption {
  value: string;
  hint?: string;
}

/** The control with which a setting is changed. `isOpen`: other words than the options can be typed. */
export type Control =
  | { kind: 'switch' }
  | { kind: 'number'; min?: number; max?: number; step: number | 'any'; unit?: string }
  | { kind: 'choice'; options: readonly ControlOption[]; isOpen: boolean }
  | {
      kind: 'list';
      options: readonly ControlOption[];
      max?: number;
      isOpen: boolean;
      isOrdered: boolean;
      itemForm?: 'measurand' | 'phase-rotation';
    }
  | { kind: 'url'; maxLength?: number }
  | { kind: 'secret'; minLength?: number; maxLength?: number }
  | { kind: 'dateTime' }
  | { kind: 'text'; maxLength?: number };

/** What a control is made from: the shape of a value, and what is known about single values of it. */
export interface ControlledShape extends ValueShape {
  valueMeanings?: Readonly<Record<string, string>>;
}

/** As many as still read well as a list of options. */
const MOST_OPTIONS = 12;

/**
 * The control that suits a configuration key, or a variable by its characteristics. `maxItems` is what the station says
 * its list takes.
 */
export function controlOf(subject: ControlledShape | Characteristics, maxItems?: number): Control {
  return controlOfShape('dataType' in subject ? shapeOfCharacteristics(subject) : subject, maxItems);
}

function controlOfShape(shape: ControlledShape, maxItems?: number): Control {
  const { type, isSecret, textForm, minLength, maxLength } = shape;
  const lengths = maxLength === undefined ? {} : { maxLength };
  if (isSecret === true)
    return { kind: 'secret', ...(minLength === undefined ? {} : { minLength }), ...lengths };
  switch (type) {
    case 'boolean':
      return { kind: 'switch' };
    case 'integer':
    case 'decimal':
      return numberControl(shape);
    case 'choice':
      return { kind: 'choice', options: optionsOf(shape), isOpen: isOpen(shape) };
    case 'list':
    case 'sequence':
      return listControl(shape, maxItems);
    case 'dateTime':
      return { kind: 'dateTime' };
    case 'string':
      return textForm === 'url' ? { kind: 'url', ...lengths } : { kind: 'text', ...lengths };
    default:
      return assertNever(type);
  }
}

/** A few numbers of which each means something, such as the security profiles, are chosen by their meaning. */
function numberControl(shape: ControlledShape): Control {
  const { type, min, max, unit, valueMeanings = {} } = shape;
  const count = min === undefined || max === undefined ? Infinity : max - min + 1;
  const isEach = type === 'integer' && min !== undefined && count >= 2 && count <= MOST_OPTIONS;
  if (isEach) {
    const values = Array.from({ length: count }, (_, index) => String(min + index));
    if (values.every((value) => Object.hasOwn(valueMeanings, value))) {
      return { kind: 'choice', options: optionsOf({ ...shape, values }), isOpen: false };
    }
  }
  return {
    kind: 'number',
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    step: type === 'integer' ? 1 : 'any',
    ...(unit === undefined ? {} : { unit }),
  };
}

function listControl(shape: ControlledShape, told: number | undefined): Control {
  const max = told ?? shape.maxItems;
  return {
    kind: 'list',
    options: optionsOf(shape),
    ...(max === undefined ? {} : { max }),
    isOpen: isOpen(shape),
    isOrdered: shape.type === 'sequence',
    ...(shape.itemForm === undefined ? {} : { itemForm: shape.itemForm }),
  };
}

function isOpen({ values, isOpen = false }: ValueShape): boolean {
  return isOpen || values === undefined;
}

function optionsOf({ values = [], valueMeanings = {} }: ControlledShape): ControlOption[] {
  return values.map((value) => {
    const hint = Object.hasOwn(valueMeanings, value) ? valueMeanings[value] : undefined;
    return hint === undefined ? { value } : { value, hint };
  });
}

const TYPES: ReadonlyMap<string, ValueShape['type']> = new Map([
  ['boolean', 'boolean'],
  ['integer', 'integer'],
  ['decimal', 'decimal'],
  ['string', 'string'],
  ['datetime', 'dateTime'],
  ['optionlist', 'choice'],
  ['memberlist', 'list'],
  ['sequencelist', 'sequence'],
  ['passwordstring', 'string'],
]);

/**
 * The shape that characteristics tell. For texts and lists `maxLimit` is the length in characters; a data type that the
 * specification does not have is taken as text.
 */
export function shapeOfCharacteristics(characteristics: Characteristics): ValueShape {
  const { dataType, unit, minLimit, maxLimit, valuesList = [] } = characteristics;
  const type = TYPES.get(dataType.toLowerCase()) ?? 'string';
  const isNumber = type === 'integer' || type === 'decimal';
  const values = valuesList.map((word) => word.trim()).filter((word) => word !== '');
  const isOfWords = type === 'choice' || type === 'list' || type === 'sequence';
  return {
    type,
    ...(unit === undefined ? {} : { unit }),
    ...(isNumber && minLimit !== undefined ? { min: minLimit } : {}),
    ...(isNumber && maxLimit !== undefined ? { max: maxLimit } : {}),
    ...(type === 'string' && minLimit !== undefined ? { minLength: minLimit } : {}),
    ...(!isNumber && maxLimit !== undefined ? { maxLength: maxLimit } : {}),
    ...(isOfWords && values.length > 0 ? { values } : {}),
    ...(/^passwordString$/i.test(dataType) ? { isSecret: true } : {}),
  };
}
