import type { DriverItem, ItemReading } from '../../../../shared/service-port/driverItem.ts';

export interface ShownValue {
  item: DriverItem;
  reading: ItemReading | undefined;
}

export interface ShownGroup {
  /** Empty: of no group. */
  name: string;
  values: readonly ShownValue[];
}

/** What says how the charger stands: it is shown large. */
export function isStateKey(key: string): boolean {
  return /^(?:.*[._])?(?:state|status|evseState|chargingState)$/i.test(key);
}

/** Live items in the order of the profile, by their groups. A reading without an item stands for itself. */
export function groupValues(items: readonly DriverItem[], readings: readonly ItemReading[]): ShownGroup[] {
  const byKey = new Map(readings.map((reading) => [reading.key, reading]));
  const live = items.filter(({ isLive }) => isLive);
  const known = new Set(items.map(({ key }) => key));
  const strays = readings.filter(({ key }) => !known.has(key)).map(({ key }) => strayItem(key));
  const groups = Map.groupBy([...live, ...strays], ({ group }) => group ?? '');
  return [...groups].map(([name, members]) => ({
    name,
    values: members.map((item) => ({ item, reading: byKey.get(item.key) })),
  }));
}

function strayItem(key: string): DriverItem {
  return { key, title: key, type: 'text', access: 'read-only', risk: 'none', isSecret: false, isLive: true };
}

/** Why nothing at all could be read, where it is one reason for all. */
export function sharedTrouble(readings: readonly ItemReading[]): string | undefined {
  const [first, ...others] = readings;
  const trouble = first?.failure === undefined ? undefined : first.trouble;
  const isShared =
    others.length > 0 && others.every((one) => one.failure !== undefined && one.trouble === trouble);
  return isShared ? trouble : undefined;
}
