import { ContractError } from '../../../../shared/contract/failure.ts';
import type { DriverItem, ItemRisk } from '../../../../shared/service-port/driverItem.ts';

/**
 * Why a write must not be sent as things are; nothing where it may. While a car charges a restart is refused, and what changes charging
 * or a protection is sent only once that was confirmed. Where the device does not say whether a car charges, all of these are asked about.
 */
export function writeRefusal(
  item: Pick<DriverItem, 'key' | 'title' | 'access' | 'risk'>,
  isCharging: boolean | undefined,
  isConfirmed: boolean,
): ContractError | undefined {
  const { title, access, risk } = item;
  if (access === 'read-only') return new ContractError('conflict', `${title} can only be read.`);
  if (isCharging === false || risk === 'none') return undefined;
  if (isCharging === true && risk === 'restart') {
    return new ContractError('conflict', `A car is charging, and ${title} restarts the charger.`, {
      hint: 'End the charging session first.',
    });
  }
  if (isConfirmed) return undefined;
  const effect = EFFECTS[risk];
  return isCharging === undefined
    ? new ContractError('conflict', `Kerbside cannot see whether a car charges, and ${title} ${effect}.`, {
        hint: 'Look at the charger; then confirm that it is to be written.',
      })
    : new ContractError('conflict', `A car is charging, and ${title} ${effect}.`, {
        hint: 'Confirm that it is to be written all the same, or end the charging session first.',
      });
}

const EFFECTS: Readonly<Record<Exclude<ItemRisk, 'none'>, string>> = {
  charging: 'changes how it charges',
  safety: 'weakens a protection',
  restart: 'restarts the charger',
};
