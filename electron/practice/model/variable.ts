import { assertNever } from '../../../shared/assertNever.ts';

/** What a setting may hold, in 1.6 (configuration key) and in 2.x (variable) alike. */
export interface ValueRule {
  dataType:
    'boolean' | 'decimal' | 'integer' | 'MemberList' | 'OptionList' | 'SequenceList' | 'string' | 'dateTime';
  min?: number;
  max?: number;
  /** Of lists and options. */
  values?: readonly string[];
  maxLength?: number;
}

function isListOf(value: string, allowed: readonly string[] | undefined): boolean {
  if (value === '') return true;
  return value.split(',').every((item) => allowed === undefined || allowed.includes(item.trim()));
}

function isNumberWithin(value: string, rule: ValueRule): boolean {
  const number = Number(value);
  return number >= (rule.min ?? -Infinity) && number <= (rule.max ?? Infinity);
}

export function isAllowed(value: string, rule: ValueRule): boolean {
  switch (rule.dataType) {
    case 'boolean':
      return value === 'true' || value === 'false';
    case 'integer':
      return /^-?\d+$/.test(value) && isNumberWithin(value, rule);
    case 'decimal':
      return /^-?\d+(\.\d+)?$/.test(value) && isNumberWithin(value, rule);
    case 'MemberList':
    case 'SequenceList':
      return isListOf(value, rule.values);
    case 'OptionList':
      return rule.values === undefined || rule.values.includes(value);
    case 'dateTime':
      return !Number.isNaN(Date.parse(value));
    case 'string':
      return value.length >= (rule.min ?? 0) && value.length <= (rule.maxLength ?? 500);
    default:
      return assertNever(rule.dataType);
  }
}
