const BOOLEAN_WORDS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['on', true],
  ['yes', true],
  ['y', true],
  ['enabled', true],
  ['enable', true],
  ['false', false],
  ['0', false],
  ['off', false],
  ['no', false],
  ['n', false],
  ['disabled', false],
  ['disable', false],
]);

/** Spaces and quotation marks around a value, which people type and chargers send. */
export function bare(text: string): string {
  const trimmed = text.trim();
  return /^(["'“]).*["'”]$/s.test(trimmed) && trimmed.length > 1 ? trimmed.slice(1, -1).trim() : trimmed;
}

/** What a text means as a boolean; nothing where it means neither. */
export function readBoolean(text: string): boolean | undefined {
  return BOOLEAN_WORDS.get(bare(text).toLowerCase());
}

/**
 * A number in the form of the specification: no plus, no leading zeros, a point, no zeros at the end. `ambiguous` is
 * "1,000" and its like: one, or a thousand.
 */
export type NumberReading = { kind: 'number'; text: string; isWhole: boolean } | { kind: 'ambiguous' };

const NUMBER = /^([+-]?)(\d+)(?:([.,])(\d+))?\s*([%\p{L}].{0,20})?$/u;

/** What a text means as a number; a unit behind it counts only where it is the expected one. */
export function readNumber(text: string, unit?: string): NumberReading | undefined {
  const [matched, sign = '', whole = '', separator, fraction = '', suffix] = NUMBER.exec(bare(text)) ?? [];
  if (matched === undefined || (suffix !== undefined && !isUnit(suffix, unit))) return undefined;
  if (separator === ',' && /^\d{1,3}$/.test(whole) && whole !== '0' && fraction.length === 3) {
    return { kind: 'ambiguous' };
  }
  const digits = whole.replace(/^0+(?=\d)/, '');
  const rest = fraction.replace(/0+$/, '');
  const isZero = digits === '0' && rest === '';
  const value = rest === '' ? digits : `${digits}.${rest}`;
  return { kind: 'number', text: sign === '-' && !isZero ? `-${value}` : value, isWhole: rest === '' };
}

const UNIT_WORDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['s', ['s', 'sec', 'secs', 'second', 'seconds']],
  ['%', ['%', 'percent']],
  ['percent', ['%', 'percent']],
  ['celsius', ['celsius', 'c', '°c']],
]);

function isUnit(suffix: string, unit: string | undefined): boolean {
  if (unit === undefined) return false;
  const wanted = unit.toLowerCase();
  return (UNIT_WORDS.get(wanted) ?? [wanted]).includes(suffix.toLowerCase().trim());
}
