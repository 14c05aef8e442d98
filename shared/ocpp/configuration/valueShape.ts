/**
 * What a setting holds, alike for the configuration keys of 1.x and the variables of 2.x. A `list` is a comma separated
 * list in which order does not count (2.x: MemberList), a `sequence` one in which it does (SequenceList), a `choice` one
 * of several words (OptionList).
 */
export const VALUE_TYPES = [
  'boolean',
  'integer',
  'decimal',
  'string',
  'dateTime',
  'choice',
  'list',
  'sequence',
] as const;
export type ValueType = (typeof VALUE_TYPES)[number];

/** What the items of a list look like beyond their words: `Voltage.L1` and `1.RST`. */
export const ITEM_FORMS = ['measurand', 'phase-rotation'] as const;
export type ItemForm = (typeof ITEM_FORMS)[number];

export const TEXT_FORMS = ['url', 'hex'] as const;
export type TextForm = (typeof TEXT_FORMS)[number];

export interface ValueShape {
  type: ValueType;
  /** As the specification has it: `s`, `Wh`, `Percent`, … */
  unit?: string;
  /** Of numbers, both included. */
  min?: number;
  max?: number;
  /** The words of choices and lists. */
  values?: readonly string[];
  /** Other words than `values` may be right, too: makers add their own. */
  isOpen?: boolean;
  itemForm?: ItemForm;
  /** Of texts, in characters. */
  minLength?: number;
  maxLength?: number;
  /** The most items of a list. */
  maxItems?: number;
  textForm?: TextForm;
  /** Must not be shown, kept in templates or written to exports. */
  isSecret?: boolean;
}
