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

/** Live items in the order of the profile, by their groups, and last those of no group. A reading without an item stands for itself. */
export function groupValues(items: readonly DriverItem[], readings: readonly ItemReading[]): ShownGroup[] {
  const byKey = new Map(readings.map((reading) => [reading.key, reading]));
  const live = items.filter(({ isLive }) => isLive);
  const known = new Set(items.map(({ key }) => key));
  const strays = readings.filter(({ key }) => !known.has(key)).map(({ key }) => strayItem(key));
  const groups = Map.groupBy([...live, ...strays], ({ group }) => group ?? '');
  const named = [...groups].filter(([name]) => name !== '');
  const others = groups.get('');
  return [...named, ...(others === undefined ? [] : [['', others] as const])].map(([name, members]) => ({
    name,
    values: members.map((item) => ({ item, reading: byKey.get(item.key) })),
  }));
}

function strayItem(key: string): DriverItem {
  return { key, title: key, type: 'text', access: 'read-only', risk: 'none', isSecret: false, isLive: true };
}

/** Why nothing at all could be read, where it is one reason for all: of a silent device the first says it, and later ones are not asked for. */
export function sharedTrouble(readings: readonly ItemReading[]): string | undefined {
  const [first, ...others] = readings;
  const trouble = first?.failure === undefined ? undefined : first.trouble;
  const isShared =
    others.length > 0 &&
    others.every(
      ({ failure, trouble: own }) =>
        failure !== undefined && (own === trouble || (failure === 'no-answer' && first?.failure === failure)),
    );
  return isShared ? trouble : undefined;
}
