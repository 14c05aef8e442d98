import type { WantedChange } from '../../../../shared/configuration/change.ts';
import type { Configuration } from '../../../../shared/configuration/configuration.ts';
import type { ConfigurationItem } from '../../../../shared/configuration/item.ts';

/** What brings a station back, and what cannot be brought back, with why. */
export interface UndoPlan {
  changes: WantedChange[];
  cannot: Array<{ address: string; sentence: string }>;
}

/** What is known of a station besides what it tells. */
interface SentBefore {
  /** The addresses that were written since; of what cannot be read, only those are told. */
  written: ReadonlySet<string>;
  /** What it was set to and shows only after a restart: what it shows until then must not pass for what it has. */
  awaited: ReadonlyMap<string, string>;
}

/**
 * What leads from the current configuration back to a wanted one, to the byte: also values that only look different, such
 * as `True` for `true`.
 */
export function undoPlan(wanted: Configuration, current: Configuration, sent: SentBefore): UndoPlan {
  const plan: UndoPlan = { changes: [], cannot: [] };
  const now = byAddress(current.items);
  const then = byAddress(wanted.items);
  for (const [address, item] of then) takeBack(plan, item, { now: now.get(address), current, ...sent });
  for (const [address] of now) {
    if (then.has(address) || !wanted.isWhole) continue;
    plan.cannot.push({
      address,
      sentence: 'It was not there before. OCPP has no way to take a setting away.',
    });
  }
  return plan;
}

interface Circumstances extends SentBefore {
  now: ConfigurationItem | undefined;
  current: Configuration;
}

function takeBack(plan: UndoPlan, before: ConfigurationItem, circumstances: Circumstances): void {
  const { now, current, written, awaited } = circumstances;
  const { address } = before;
  const cannot = (sentence: string): void => {
    plan.cannot.push({ address, sentence });
  };
  if (now === undefined) {
    if (current.unknown.includes(address)) cannot('The charger does not have it any more.');
    else if (current.isWhole) cannot('The charger does not tell it any more.');
    else cannot('The charger gave no answer about it, so it is not known what it is.');
    return;
  }
  if (before.value === undefined) {
    if (!written.has(address)) return;
    cannot(
      'It was set since then, and its former value is not known: it is a secret, or the charger does not tell it. Set it by hand.',
    );
    return;
  }
  if ((awaited.get(address) ?? now.value) === before.value) return;
  if (now.access === 'read-only') cannot('It is different now, but the charger only shows it.');
  else plan.changes.push({ address, value: before.value });
}

/** Of an address that was told several times the last one counts, as for a reader who asks for it by name. */
function byAddress(items: readonly ConfigurationItem[]): Map<string, ConfigurationItem> {
  return new Map(items.map((item) => [item.address, item]));
}
