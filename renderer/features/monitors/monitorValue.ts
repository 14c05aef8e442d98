import type { TFunction } from 'i18next';
import type { Monitor } from '../../../shared/station/monitor.ts';

/** What a monitor does, in words: `above 60`, `every 300 s`. */
export function monitorValue({ type, value }: Pick<Monitor, 'type' | 'value'>, t: TFunction): string {
  const shown = value === undefined ? '?' : String(value);
  return t([`monitors.does.${type}`, 'monitors.does.other'], { value: shown, word: type });
}
