import { ownValue } from '../../ownValue.ts';

/** What a profile says of an item whose values are texts on the line. All numbers are as shown. */
export interface TextItem {
  key: string;
  type: 'integer' | 'decimal' | 'text' | 'boolean' | 'choice';
  unit?: string | undefined;
  enum?: Readonly<Record<string, string>> | undefined;
  scale?: number | undefined;
  offset?: number | undefined;
}

export interface TextWriteRule {
  min?: number | undefined;
  max?: number | undefined;
  step?: number | undefined;
  also?: readonly number[] | undefined;
  maxLength?: number | undefined;
  pattern?: { find(text: string): { start: number; end: number } | undefined } | undefined;
  forbidden?: string | undefined;
}

/** The value as it is shown: scaled, or in the words of the profile. A text that is no number stays what it is. */
export function shownText(raw: string, item: TextItem): string {
  const word = ownValue(item.enum, raw);
  if (word !== undefined) return word;
  if (item.type === 'boolean') return booleanOf(raw) ?? raw;
  if (item.type !== 'integer' && item.type !== 'decimal') return raw;
  const number = numberOf(raw);
  if (number === undefined) return raw;
  return trimmed(number * (item.scale ?? 1) + (item.offset ?? 0));
}

/** The raw value of one that was typed as it is shown. */
export function rawText(shown: string, item: TextItem): string {
  const found = Object.entries(item.enum ?? {}).find(([, word]) => word === shown);
  if (found !== undefined) return found[0];
  if (item.type !== 'integer' && item.type !== 'decimal') return shown;
  const number = numberOf(shown);
  if (number === undefined || (item.scale === undefined && item.offset === undefined)) return shown.trim();
  return trimmed((number - (item.offset ?? 0)) / (item.scale ?? 1));
}

/** Whether two shown values are the same: `16` and `16.0`, `on` and `On` are. */
export function isSameShown(one: string, other: string, item: TextItem): boolean {
  if (one === other) return true;
  const [first, second] = [numberOf(one), numberOf(other)];
  if (item.type === 'integer' || item.type === 'decimal') return first !== undefined && first === second;
  if (item.type === 'text') return false;
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

/** Why a value must not be sent, as a sentence; nothing where it may. */
export function wishTrouble(shown: string, item: TextItem, rule: TextWriteRule): string | undefined {
  if (rule.forbidden !== undefined) return rule.forbidden;
  if (hasControl(shown)) return 'The value holds a line end or another control character.';
  if (item.type === 'integer' || item.type === 'decimal') return numberTrouble(shown, item, rule);
  if (item.enum !== undefined && !isOneOf(shown, item.enum)) {
    return `It takes only: ${Object.values(item.enum).join(', ')}.`;
  }
  if (rule.maxLength !== undefined && shown.length > rule.maxLength) {
    return `The value may have at most ${rule.maxLength} characters; this has ${shown.length}.`;
  }
  const fit = rule.pattern?.find(shown);
  if (rule.pattern !== undefined && (fit === undefined || fit.start !== 0 || fit.end !== shown.length)) {
    return 'The profile of this device does not allow such a value.';
  }
  return undefined;
}

function numberTrouble(shown: string, item: TextItem, rule: TextWriteRule): string | undefined {
  const number = numberOf(shown);
  if (number === undefined) return isOneOf(shown, item.enum ?? {}) ? undefined : `“${shown}” is no number.`;
  if (rule.also?.includes(number) === true) return undefined;
  const unit = item.unit === undefined ? '' : ` ${item.unit}`;
  if (rule.also !== undefined && rule.min === undefined && rule.max === undefined) {
    return `It takes only ${rule.also.join(', ')}${unit}.`;
  }
  if (item.type === 'integer' && item.scale === undefined && !Number.isInteger(number)) {
    return 'It takes only whole numbers.';
  }
  if (rule.min !== undefined && number < rule.min) return `It takes no less than ${rule.min}${unit}.`;
  if (rule.max !== undefined && number > rule.max) return `It takes no more than ${rule.max}${unit}.`;
  if (rule.step !== undefined && !isStep(number - (rule.min ?? 0), rule.step)) {
    return `It goes in steps of ${rule.step}${unit}.`;
  }
  return undefined;
}

function isOneOf(shown: string, choices: Readonly<Record<string, string>>): boolean {
  return Object.entries(choices).some(([raw, word]) => word === shown || raw === shown);
}

function isStep(distance: number, step: number): boolean {
  const steps = distance / step;
  return Math.abs(steps - Math.round(steps)) < 1e-6;
}

function booleanOf(raw: string): string | undefined {
  const word = raw.trim().toLowerCase();
  if (['1', 'true', 'on', 'yes', 'enabled'].includes(word)) return 'true';
  return ['0', 'false', 'off', 'no', 'disabled'].includes(word) ? 'false' : undefined;
}

/** Decimal, and hexadecimal with `0x`. */
function numberOf(text: string): number | undefined {
  const plain = text.trim();
  if (!/^[+-]?(?:0x[\da-f]{1,12}|\d{1,15}(?:\.\d{1,15})?)$/i.test(plain)) return undefined;
  const isNegative = plain.startsWith('-');
  const value = Number(plain.replace(/^[+-]/, ''));
  return isNegative ? -value : value;
}

/** Without the digits that binary fractions add: 0.1 × 3 is 0.3. */
function trimmed(value: number): string {
  return String(Number(value.toPrecision(12)));
}

function hasControl(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 32 || code === 127) return true;
  }
  return false;
}
