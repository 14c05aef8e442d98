import { checkConfiguration, type CheckedEntry } from '../ocpp/configuration/checkConfiguration.ts';
import type { KeyDescription } from '../ocpp/configuration/keyDescription.ts';
import { checkDeviceModel } from '../ocpp/deviceModel/checkDeviceModel.ts';
import type { ConfigurationIssue } from './configuration.ts';
import { describerOfItems } from './driverKey.ts';
import type { ConfigurationItem } from './item.ts';
import { hasKeys, isOcpp, type Spoken } from './spoken.ts';

/** An issue with what a screen can make of it beyond the sentence. */
export interface ItemIssue extends ConfigurationIssue {
  address: string;
  /** Which of the items it is about, counted from 0, since a key may be told twice; absent where it is about the address. */
  entry?: number;
  /** Stable name of the kind of fault. */
  code: string;
  /** The value that was most likely meant, ready to be sent. */
  suggestion?: string;
  clause?: string;
}

export interface CheckItemsOptions {
  /** False where items may be missing only because they were not read. */
  isWhole?: boolean;
  /** Addresses that the station says it does not have. */
  unknown?: readonly string[];
  /** What is known about a key of 1.x, with what the packs of makers say; without it the specification’s word. */
  describe?: (key: string) => KeyDescription | undefined;
}

/** What is wrong with a configuration as it was read, of any version. */
export function checkItems(
  spoken: Spoken,
  items: readonly ConfigurationItem[],
  { isWhole = true, unknown = [], describe }: CheckItemsOptions = {},
): ItemIssue[] {
  if (!hasKeys(spoken)) return checkDeviceModel(spoken, items, { isWhole });
  if (!isOcpp(spoken)) return checkDriverItems(items);
  const issues = checkConfiguration(spoken, items.map(entryOf), undefined, {
    isWhole,
    unknownKeys: unknown,
    ...(describe === undefined ? {} : { describe }),
  });
  return issues.map(({ key, ...issue }) => ({ ...issue, address: key }));
}

/** Values against what the profile says of them; which items there have to be, nobody prescribes. */
function checkDriverItems(items: readonly ConfigurationItem[]): ItemIssue[] {
  const issues = checkConfiguration('1.6', items.map(entryOf), [], {
    isWhole: false,
    describe: describerOfItems(items),
  });
  return issues.map(({ key, ...issue }) => ({ ...issue, address: key }));
}

function entryOf({ address, value, access }: ConfigurationItem): CheckedEntry {
  return { key: address, value, isReadonly: access === undefined ? undefined : access === 'read-only' };
}
