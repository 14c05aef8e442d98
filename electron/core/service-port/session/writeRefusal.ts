import { ContractError } from '../../../../shared/contract/failure.ts';
import type { DriverItem } from '../../../../shared/service-port/driverItem.ts';

/**
 * Why a write must not be sent as things are; nothing where it may. While a car charges a restart is refused, and what changes charging
 * or a protection is sent only once that was confirmed.
 */
export function writeRefusal(
  item: Pick<DriverItem, 'key' | 'title' | 'access' | 'risk'>,
  isCharging: boolean | undefined,
  isConfirmed: boolean,
): ContractError | undefined {
  if (item.access === 'read-only') {
    return new ContractError('conflict', `${item.title} can only be read.`);
  }
  if (isCharging !== true || item.risk === 'none') return undefined;
  if (item.risk === 'restart') {
    return new ContractError('conflict', `A car is charging, and ${item.title} restarts the charger.`, {
      hint: 'End the charging session first.',
    });
  }
  if (isConfirmed) return undefined;
  const effect = item.risk === 'safety' ? 'weakens a protection' : 'changes how it charges';
  return new ContractError('conflict', `A car is charging, and ${item.title} ${effect}.`, {
    hint: 'Confirm that it is to be written all the same, or end the charging session first.',
  });
}
