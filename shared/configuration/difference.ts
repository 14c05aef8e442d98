import type { KeyAccess } from '../ocpp/configuration/keyDescription.ts';
import { keyIdentity } from '../ocpp/configuration/keySpelling.ts';
import { isSettable } from './isSettable.ts';
import type { ConfigurationItem } from './item.ts';
import { isSecretAddress } from './secretAddress.ts';
import { absenceTeller, type Circumstances } from './tellsAbsence.ts';

/**
 * - `same`: to the byte; `same-meaning`: written otherwise, such as `True` for `true`; `changed`: something else;
 * - `only-before`, `only-after`: the other one does not have it;
 * - `not-known`: one of them did not tell the value or was not read so far, so that nothing can be said.
 */
export const DIFFERENCE_KINDS = [
  'same',
  'same-meaning',
  'changed',
  'only-before',
  'only-after',
  'not-known',
] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/**
 * One item in both configurations. `address` is as the earlier one spells it, where that has the item; `addressAfter` is how the
 * later one spells it, where that is otherwise. Values are absent where they were not told, and of all secrets. What is not
 * settable the stations only show: their clocks, counters and measurements differ by themselves.
 */
export interface DifferenceRow {
  address: string;
  addressAfter?: string;
  kind: DifferenceKind;
  before?: string;
  after?: string;
  isSecret: boolean;
  isSettable: boolean;
  /** One of them does not have it, and was read in such a way that this says nothing. */
  isUnread?: true;
}

/** What is compared of a configuration. `unread`: addresses that gave no answer; the rest says what it means that an item is absent. */
export interface ComparedItems extends Circumstances {
  items: readonly ConfigurationItem[];
  unread?: readonly string[];
}

export interface DifferenceOptions {
  /** Whether two values mean the same, however they are written; without it only equal ones do. */
  sameMeaning?: (address: string, one: string, other: string) => boolean;
  isSecret?: (address: string) => boolean;
  /** What is known of the access to an item whose station does not tell it. */
  accessOf?: (address: string) => KeyAccess | undefined;
}

interface Pair {
  before?: ConfigurationItem;
  after?: ConfigurationItem;
}

/**
 * Every item of two configurations, in the order of the earlier one, then what only the later one has. Case does not tell names apart (OCPP 1.6
 * §7.29, 2.0.1 part 2 §2.16), yet an item that was told twice, or in two spellings, is a row of its own each time.
 */
export function differenceOf(
  before: ComparedItems,
  after: ComparedItems,
  {
    sameMeaning = () => false,
    isSecret = isSecretAddress,
    accessOf = () => undefined,
  }: DifferenceOptions = {},
): DifferenceRow[] {
  const unreadBefore = new Set((before.unread ?? []).map(keyIdentity));
  const unreadAfter = new Set((after.unread ?? []).map(keyIdentity));
  const tellsBefore = absenceTeller(before);
  const tellsAfter = absenceTeller(after);
  return pairsOf(before.items, after.items).map((pair) => {
    const address = pair.before?.address ?? pair.after?.address ?? '';
    const unread = pair.before === undefined ? unreadBefore : unreadAfter;
    const isHidden = isSecret(address);
    const isUnread =
      (pair.before === undefined && pair.after !== undefined && !tellsBefore(pair.after)) ||
      (pair.after === undefined && pair.before !== undefined && !tellsAfter(pair.before));
    const kind = kindOf(pair, isUnread || unread.has(keyIdentity(address)), (one, other) =>
      sameMeaning(address, one, other),
    );
    const addressAfter = pair.after?.address ?? address;
    return {
      address,
      ...(addressAfter === address ? {} : { addressAfter }),
      kind,
      ...(pair.before?.value === undefined || isHidden ? {} : { before: pair.before.value }),
      ...(pair.after?.value === undefined || isHidden ? {} : { after: pair.after.value }),
      isSecret: isHidden,
      isSettable: isPairSettable(pair, () => accessOf(address)),
      ...(isUnread ? { isUnread } : {}),
    };
  });
}

/** Whether a row tells of another value. */
export function isDifferent({ kind }: Pick<DifferenceRow, 'kind'>): boolean {
  return kind === 'changed' || kind === 'only-before' || kind === 'only-after';
}

/** What can be set, then what is only shown, each in its order. */
export function settableFirst(rows: readonly DifferenceRow[]): DifferenceRow[] {
  return [...rows.filter((row) => row.isSettable), ...rows.filter((row) => !row.isSettable)];
}

/** A file may say nothing of access; then the other side's word counts. One of two stations that takes it is enough. */
function isPairSettable({ before, after }: Pair, known: () => KeyAccess | undefined): boolean {
  const items = [before, after].filter((item) => item !== undefined);
  const telling = items.filter(({ access }) => access !== undefined);
  return (telling.length === 0 ? items : telling).some((item) => isSettable(item, known()));
}

function kindOf(
  { before, after }: Pair,
  isUnread: boolean,
  means: (one: string, other: string) => boolean,
): DifferenceKind {
  if (before === undefined) return isUnread ? 'not-known' : 'only-after';
  if (after === undefined) return isUnread ? 'not-known' : 'only-before';
  if (before.value === after.value) return before.value === undefined ? 'not-known' : 'same';
  if (before.value === undefined || after.value === undefined) return 'not-known';
  return means(before.value, after.value) ? 'same-meaning' : 'changed';
}

/** Each item with the one that it is most likely: of the same spelling and value, of the same spelling, of any spelling. */
function pairsOf(before: readonly ConfigurationItem[], after: readonly ConfigurationItem[]): Pair[] {
  const left = new Map<string, ConfigurationItem[]>();
  for (const item of after) {
    const group = left.get(keyIdentity(item.address));
    if (group === undefined) left.set(keyIdentity(item.address), [item]);
    else group.push(item);
  }
  const found = new Map<ConfigurationItem, ConfigurationItem>();
  const passes: ReadonlyArray<(one: ConfigurationItem, other: ConfigurationItem) => boolean> = [
    (one, other) => one.address === other.address && one.value === other.value,
    (one, other) => one.address === other.address,
    () => true,
  ];
  for (const fits of passes) {
    for (const item of before) {
      if (found.has(item)) continue;
      const group = left.get(keyIdentity(item.address)) ?? [];
      const index = group.findIndex((other) => fits(item, other));
      const [other] = index === -1 ? [] : group.splice(index, 1);
      if (other !== undefined) found.set(item, other);
    }
  }
  const matched = new Set(found.values());
  return [
    ...before.map((item) => {
      const other = found.get(item);
      return other === undefined ? { before: item } : { before: item, after: other };
    }),
    ...after.filter((item) => !matched.has(item)).map((item) => ({ after: item })),
  ];
}
