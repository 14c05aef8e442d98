import { isOcpp1, type OcppVersion } from '../../ocpp/version.ts';
import type { Configuration } from '../configuration.ts';
import type { ConfigurationItem } from '../item.ts';
import { parseVariableAddress } from '../variableAddress.ts';
import type { Backend, BackendItem, NetworkSlot } from './backend.ts';
import { backendRoleOf, type DescribeRole } from './backendRole.ts';
import { leadsHere, type OwnAddress } from './ownAddress.ts';

export interface BackendContext {
  stationId: string;
  version: OcppVersion | undefined;
  isConnected: boolean;
  own: OwnAddress;
  describe?: DescribeRole | undefined;
  /** Addresses that were put into slots with SetNetworkProfile in this session, by slot. */
  profiles?: ReadonlyMap<number, FilledSlot> | undefined;
}

/** What was put into a slot, and when (epoch ms). */
export interface FilledSlot {
  url: string;
  at: number;
}

/** Where a station is pointed to, out of its configuration as it was read; pure. */
export function backendOf(configuration: Configuration | undefined, context: BackendContext): Backend {
  const { stationId, version, isConnected } = context;
  const items = configuration === undefined ? [] : backendItems(configuration, context);
  const slots =
    version === undefined || isOcpp1(version) ? [] : networkSlots(items, configuration?.readAt, context);
  const leads = leadsOf(items, slots);
  const active = slots.find(({ isActive }) => isActive)?.slot;
  const sentence = sentenceOf(leads, configuration !== undefined, active, context);
  return {
    stationId,
    ...(version === undefined ? {} : { version }),
    ...(configuration === undefined ? {} : { readAt: configuration.readAt }),
    isConnected,
    leads,
    sentence,
    items,
    slots,
  };
}

/** The items that have to do with it, in the order of the configuration. */
export function backendItems(
  { owner, items }: Pick<Configuration, 'owner' | 'items'>,
  { own, describe }: Pick<BackendContext, 'own' | 'describe'>,
): BackendItem[] {
  const found = items.flatMap((item) => {
    const role = backendRoleOf(owner.version, item, describe);
    return role === undefined ? [] : [{ item, ...role }];
  });
  const portText = found.find(({ role }) => role === 'backend-port')?.item.value;
  const port = portText !== undefined && /^\d+$/.test(portText) ? Number(portText) : undefined;
  return found.map(({ item, role, roleFrom }) => {
    const isSecret = role === 'backend-password' || role === 'apn-password';
    const isAddress = role === 'backend-url' || role === 'backend-host';
    const slot = slotOf(item.address);
    return {
      address: item.address,
      role,
      roleFrom,
      isWritable: item.access !== 'read-only' && item.isConstant !== true,
      ...(isSecret ? isSetOf(item) : {}),
      ...(isSecret || item.value === undefined ? {} : { value: item.value }),
      ...(isAddress && item.value !== undefined && item.value !== ''
        ? { leadsHere: leadsHere(item.value, own, port) }
        : {}),
      ...(slot === undefined ? {} : { slot }),
    };
  });
}

/** A secret that the station shows as empty is not set; one that it keeps to itself may be. */
function isSetOf({ value }: ConfigurationItem): { isSet?: boolean } {
  return value === undefined ? {} : { isSet: value !== '' };
}

function slotOf(address: string): number | undefined {
  const name = parseVariableAddress(address);
  if (name?.component !== 'NetworkConfiguration' || !/^\d+$/.test(name.componentInstance ?? ''))
    return undefined;
  return Number(name.componentInstance);
}

/** The slots in their order of priority, then those that are not in it. */
function networkSlots(
  items: readonly BackendItem[],
  readAt: number | undefined,
  { own, profiles }: BackendContext,
): NetworkSlot[] {
  const order = slotNumbers(items.find(({ role }) => role === 'network-profile-order')?.value);
  const [active] = slotNumbers(items.find(({ role }) => role === 'network-profile-active')?.value);
  const told = items.flatMap(({ slot }) => slot ?? []);
  const numbers = [
    ...new Set([...order, ...(active === undefined ? [] : [active]), ...told, ...(profiles?.keys() ?? [])]),
  ];
  return numbers.map((slot) => {
    const filled = profiles?.get(slot);
    const read = items.find((item) => item.slot === slot && item.role === 'backend-url')?.value;
    // What was put there after the reading is what is there; a station may show it nowhere.
    const isFilled = filled !== undefined && (read === undefined || filled.at > (readAt ?? 0));
    const url = isFilled ? filled.url : read;
    const place = order.indexOf(slot);
    return {
      slot,
      isActive: slot === active,
      isFromProfile: isFilled,
      ...(url === undefined ? {} : { url }),
      ...(url === undefined || url === '' ? {} : { leadsHere: leadsHere(url, own) }),
      ...(place === -1 ? {} : { place }),
    };
  });
}

/** Numbers of a list such as NetworkConfigurationPriority, as they stand in it. */
export function slotNumbers(list: string | undefined): number[] {
  return (list ?? '').split(',').flatMap((text) => (/^\s*\d+\s*$/.test(text) ? [Number(text)] : []));
}

/** A station of 2.x goes by its slots, the first of the list before all others. */
function leadsOf(items: readonly BackendItem[], slots: readonly NetworkSlot[]): Backend['leads'] {
  const inUse = slots.filter(
    ({ leadsHere: isHere, place, isActive }) => isHere !== undefined && (place !== undefined || isActive),
  );
  const known =
    inUse.length > 0
      ? inUse.map(({ leadsHere: isHere }) => isHere === true)
      : items.flatMap(({ leadsHere: isHere, slot }) => (slot === undefined ? (isHere ?? []) : []));
  if (known.length === 0) return 'unknown';
  return known.includes(true) ? 'here' : 'elsewhere';
}

function sentenceOf(
  leads: Backend['leads'],
  isRead: boolean,
  active: number | undefined,
  context: BackendContext,
): string {
  const { stationId, isConnected } = context;
  if (!isRead && leads === 'unknown') {
    return `Read the configuration of ${stationId} first: it says where the charger is pointed to.`;
  }
  if (leads === 'here') return `${stationId} is pointed to this Kerbside.`;
  if (leads === 'elsewhere') {
    return isConnected
      ? `${stationId} is connected here, but its configuration names another central system: something on the way forwards it, or a change waits for a restart.`
      : `${stationId} is pointed to another central system.`;
  }
  if (active !== undefined) {
    return `${stationId} ${isConnected ? 'is connected' : 'was connected last'} by slot ${active}. It does not tell what is in its slots: OCPP 2.0.1 has no message that reads one.`;
  }
  return `The configuration of ${stationId} does not say where it is pointed to: its maker keeps that in the charger’s own menu or web page.`;
}
