import { maxKeysOf } from '../../../../shared/ocpp/configuration/maxKeys.ts';
import { controlOf, type Control } from '../../../../shared/ocpp/configuration/control.ts';
import type { Setting } from '../settings/setting.ts';

/** The control that suits a setting: a secret stays one, whatever its shape; what is not described is plain text. */
export function controlOfSetting({ shape, isSecret, context }: Setting): Control {
  if (shape === undefined) return isSecret ? { kind: 'secret' } : { kind: 'text' };
  const told = shape.maxItemsKey === undefined ? undefined : context.valueOfKey?.(shape.maxItemsKey);
  const control = controlOf(shape, maxKeysOf(told));
  return isSecret && control.kind !== 'secret' ? { kind: 'secret' } : control;
}
