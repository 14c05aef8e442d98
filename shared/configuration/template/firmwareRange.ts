import { compareVersionNumbers, versionNumbers } from '../../firmwareVersion.ts';

/** What a firmware of a template asks for: bounds, of which all must fit, or a name with `*`. */
const BOUND = /^(>=|<=|>|<|=)\s*(\S+)$/;

type Operator = '>=' | '<=' | '>' | '<' | '=';

/** Whether a text has the form of bounds at all, such as `>=1.4 <2`. */
export function isFirmwareRange(text: string): boolean {
  return /[<>=]/.test(text);
}

/** What is wrong with bounds; nothing where they can be used. */
export function firmwareRangeFault(text: string): string | undefined {
  const wrong = boundsIn(text).find((bound) => !BOUND.test(bound) || versionNumbers(bound).length === 0);
  return wrong === undefined
    ? undefined
    : `“${wrong}” is no bound; it takes >=, >, <=, < or = and a version, such as >=1.4 <2`;
}

/**
 * Whether a firmware is within bounds. Only the numbers count: letters before and behind them mean something else with every maker,
 * and 1.4 is 1.4.0. False for a firmware without numbers.
 */
export function isInFirmwareRange(firmware: string, range: string): boolean {
  const told = versionNumbers(firmware);
  if (told.length === 0) return false;
  return boundsIn(range).every((bound) => {
    const [, operator, version = ''] = BOUND.exec(bound) ?? [];
    return isWithin(compareVersionNumbers(told, versionNumbers(version)), operator as Operator);
  });
}

function isWithin(order: number, operator: Operator): boolean {
  switch (operator) {
    case '>=':
      return order >= 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '<':
      return order < 0;
    case '=':
      return order === 0;
    default:
      return operator satisfies never;
  }
}

function boundsIn(text: string): string[] {
  return text
    .trim()
    .replaceAll(/([<>=]=?)\s+/g, '$1')
    .split(/[\s,]+/);
}
