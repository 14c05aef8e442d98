import { assertNever } from '../../../shared/assertNever.ts';
import type { WantedChange } from '../../../shared/configuration/change.ts';
import type { DriverItem, ItemRisk } from '../../../shared/service-port/driverItem.ts';
import { askYes, canAsk } from '../configuration/askOnTerminal.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usageError.ts';

/** Tells what changes may do; asks where one is not harmless. Answers whether it shall be done. */
export async function previewConfirm(
  items: readonly DriverItem[],
  changes: readonly WantedChange[],
  { isYes, isCharging, terminal }: { isYes: boolean; isCharging: boolean | undefined; terminal: Terminal },
): Promise<boolean> {
  const risks = changes.flatMap(({ address, value }) => {
    const item = items.find(({ key }) => key === address);
    return item === undefined || item.risk === 'none'
      ? []
      : [`${item.title} to ${item.isSecret ? '(secret)' : value}: ${riskWords(item.risk)}`];
  });
  if (isCharging !== false && risks.length > 0) {
    terminal.note(isCharging ? 'A car is charging.' : 'Kerbside cannot see whether a car charges: look.');
  }
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
