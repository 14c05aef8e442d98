import { assertNever } from '../../../shared/assertNever.ts';
import type { WantedChange } from '../../../shared/configuration/change.ts';
import { isSameKey } from '../../../shared/ocpp/configuration/keySpelling.ts';
import type { DriverItem, ItemRisk } from '../../../shared/service-port/driverItem.ts';
import { askYes, canAsk } from '../configuration/askOnTerminal.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usageError.ts';

/** What changes over a cable may do, a sentence each, and whether a car charges; nothing where all of them are harmless. */
export function changeRisks(
  items: readonly DriverItem[],
  changes: readonly WantedChange[],
  isCharging: boolean | undefined,
): string[] {
  const risks = changes.flatMap(({ address, value }) => {
    const item = items.find(({ key }) => isSameKey(key, address));
    return item === undefined || item.risk === 'none'
      ? []
      : [`${item.title} to ${item.isSecret ? '(secret)' : value}: ${riskWords(item.risk)}`];
  });
  if (risks.length === 0 || isCharging === false) return risks;
  return [
    isCharging === true ? 'A car is charging.' : 'Kerbside cannot see whether a car charges: look.',
    ...risks,
  ];
}

/** Tells the risks and asks, where there are any. Throws `UsageError` where nobody can be asked. */
export async function isRiskTaken(
  risks: readonly string[],
  { isYes, terminal }: { isYes: boolean; terminal: Terminal },
): Promise<boolean> {
  for (const risk of risks) terminal.note(`Careful: ${risk}`);
  if (risks.length === 0 || isYes) return true;
  if (!canAsk()) throw new UsageError('nothing was sent. Add --yes to do it.');
  return askYes('Send it?');
}

function riskWords(risk: ItemRisk): string {
  switch (risk) {
    case 'none':
      return '';
    case 'charging':
      return 'this changes how a car is charged.';
    case 'safety':
      return 'this weakens a protection or a watchdog.';
    case 'restart':
      return 'this restarts the charger or resets it.';
    default:
      return assertNever(risk);
  }
}
