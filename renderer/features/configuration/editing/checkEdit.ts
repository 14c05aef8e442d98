import { checkValue } from '../../../../shared/ocpp/configuration/checkValue.ts';
import { normaliseValue } from '../../../../shared/ocpp/configuration/normaliseValue.ts';
import type { ValueProblem } from '../../../../shared/ocpp/configuration/valueProblem.ts';
import type { Setting } from '../settings/setting.ts';

/** What is wrong with a value that somebody is about to set; nothing where nothing is known to be. */
export function checkEdit({ shape, context }: Setting, value: string): ValueProblem | undefined {
  if (shape !== undefined) return checkValue(shape, value, context);
  return undefined;
}

/** What goes into the list: as typed where that is forced, else in the form of the specification. */
export function editedValue({ shape }: Setting, value: string, isForced: boolean): string {
  return isForced ? value : normaliseValue(shape, value);
}
