import { ContractError } from '../../../../shared/contract/failure.ts';
import type { DriverItem, ItemRisk } from '../../../../shared/service-port/driverItem.ts';

/** A write that may be sent at another time, or once it is confirmed; its code is `conflict`. */
export class WriteHeldBack extends ContractError {
  constructor(sentence: string, hint: string) {
    super('conflict', sentence, { hint });
  }
}

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
    return new WriteHeldBack(
      `A car is charging, and ${title} restarts the charger.`,
      'End the charging session first.',
    );
  }
  if (isConfirmed) return undefined;
  const effect = EFFECTS[risk];
  return isCharging === undefined
    ? new WriteHeldBack(
        `Kerbside cannot see whether a car charges, and ${title} ${effect}.`,
        'Look at the charger; then confirm that it is to be written.',
      )
    : new WriteHeldBack(
        `A car is charging, and ${title} ${effect}.`,
        'Confirm that it is to be written all the same, or end the charging session first.',
      );
}

const EFFECTS: Readonly<Record<Exclude<ItemRisk, 'none'>, string>> = {
  charging: 'changes how it charges',
  safety: 'weakens a protection',
  restart: 'restarts the charger',
};
