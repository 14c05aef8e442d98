import { checkItems } from '../../../../shared/configuration/checkItems.ts';
import type { Configuration } from '../../../../shared/configuration/configuration.ts';
import { describeItem, type DescribeKey } from '../../../../shared/configuration/describeItem.ts';
import type { Spoken } from '../../../../shared/configuration/spoken.ts';
import { keyIdentity } from '../../../../shared/ocpp/configuration/keySpelling.ts';
import { issuesByAddress } from './issuesByAddress.ts';
import type { Setting } from './setting.ts';

/** Where keys stand that no specification knows. */
export const MAKER_GROUP = 'Maker';
/** Where items of a device on a cable stand whose profile has no groups. */
const DEVICE_GROUP = 'Device';
/** `CiString500Type` of OCPP 1.6 §7.20. */
const VALUE_LENGTH = 500;

/** The settings of a 1.x station, or of a charger on a cable: its keys in its own order and spelling, then those that it must have and does not. */
export function settingsOfKeys(configuration: Configuration, describe: DescribeKey): Setting[] {
  const { items, unknown, isWhole, owner } = configuration;
  const values = new Map(items.map(({ address, value }) => [keyIdentity(address), value]));
  const context = {
    valueOfKey: (key: string) => values.get(keyIdentity(key)),
    maxLength: VALUE_LENGTH,
  };
  const found = checkItems(owner.version, items, { isWhole, unknown, describe });
  const issuesOf = issuesByAddress(found, configuration.issues);
  const missing = found.filter(({ code }) => code === 'missing-required').map(({ address }) => address);
  const setting = (key: string, place?: number): Omit<Setting, 'id' | 'item'> => ({
    ...keySetting(owner.version, key, describe),
    issues: issuesOf(key, place),
    context,
  });
  const seen = new Map<string, number>();
  const told = items.map((item, place): Setting => {
    const count = seen.get(item.address) ?? 0;
    seen.set(item.address, count + 1);
    const id = count === 0 ? item.address : `${item.address}\n${count}`;
    const { driver } = item;
    const own = driver === undefined ? {} : { group: driver.group ?? DEVICE_GROUP, isStandard: true };
    return { ...setting(item.address, place), ...own, id, item };
  });
  return [...told, ...missing.map((key): Setting => ({ ...setting(key), id: key }))];
}

function keySetting(
  spoken: Spoken,
  key: string,
  describe: DescribeKey,
): Omit<Setting, 'id' | 'item' | 'context' | 'issues'> {
  const { shape, key: description } = describeItem(spoken, { address: key }, describe);
  const common = { address: key, label: key, shape, isSecret: shape.isSecret === true };
  if (description === undefined) {
    return { ...common, group: MAKER_GROUP, isRequired: false, isStandard: false };
  }
  const { profile, isRequired } = description;
  return {
    ...common,
    knowledge: description,
    group: profile,
    isRequired,
    isStandard: profile !== MAKER_GROUP,
  };
}
