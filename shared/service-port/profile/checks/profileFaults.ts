import { assertNever } from '../../../assertNever.ts';
import type { PortProfile } from '../portProfile.ts';
import type { CheckFault } from './checkFault.ts';
import { unknownFaults } from './commandFaults.ts';
import { consoleFaults } from './consoleFaults.ts';
import { firmwareFaults } from './firmwareFaults.ts';
import { itemFaults, twins, type CheckedItem } from './itemFaults.ts';
import { jsonLinesFaults, ocppLinesFaults } from './linesFaults.ts';
import { modbusFaults } from './modbusFaults.ts';
import { RAPI_ITEMS } from '../../rapi/rapiItems.ts';
import { rapiFaults } from './rapiFaults.ts';

/** What has the right form in a profile and makes no sense. */
export function profileFaults(profile: PortProfile): CheckFault[] {
  const items = 'items' in profile ? profile.items : [];
  const readable = new Set(readableKeys(profile));
  return [
    ...unitFaults(profile),
    ...twins(profile.macros, 'macros', ({ name }) => name, 'name'),
    ...itemFaults(items),
    ...roleFaults(profile, items, readable),
    ...firmwareFaults('firmware' in profile ? profile.firmware : undefined, readable),
    ...driverFaults(profile),
  ];
}

function driverFaults(profile: PortProfile): CheckFault[] {
  switch (profile.driver) {
    case 'console':
      return consoleFaults(profile);
    case 'rapi':
      return rapiFaults(profile);
    case 'modbus':
      return modbusFaults(profile);
    case 'ocpp-lines':
      return ocppLinesFaults(profile);
    case 'json-lines':
      return jsonLinesFaults(profile);
    default:
      return assertNever(profile);
  }
}

function readableKeys(profile: PortProfile): string[] {
  switch (profile.driver) {
    case 'ocpp-lines':
      return [];
    case 'modbus':
      return profile.items.filter(({ fc }) => fc !== undefined).map(({ key }) => key);
    default: {
      const own = profile.items.filter(({ read }) => read !== undefined).map(({ key }) => key);
      // What RAPI itself has, the driver knows without the profile.
      return profile.driver === 'rapi' ? [...own, ...RAPI_ITEMS.map(({ item }) => item.key)] : own;
    }
  }
}

function unitFaults({ line, driver }: PortProfile): CheckFault[] {
  const { unit } = line;
  if (unit === undefined) return [];
  const faults: CheckFault[] = [];
  if (unit.from > unit.to) {
    faults.push({ path: ['line', 'unit', 'from'], sentence: `is ${unit.from}, more than to (${unit.to}).` });
  } else if (unit.default < unit.from || unit.default > unit.to) {
    const sentence = `is ${unit.default}, which is not in the range from ${unit.from} to ${unit.to}.`;
    faults.push({ path: ['line', 'unit', 'default'], sentence });
  }
  if (driver === 'modbus' && unit.from === 0) {
    const sentence = 'is 0, which on Modbus calls all units at once; units have numbers from 1.';
    faults.push({ path: ['line', 'unit', 'from'], sentence });
  }
  return faults;
}

/** Items that others refer to: they have to be there, and to have the values that are said of them. */
function roleFaults(
  { charging, identity, actions }: PortProfile,
  items: readonly CheckedItem[],
  readable: ReadonlySet<string>,
): CheckFault[] {
  const writable = new Set(items.filter(({ write }) => write !== undefined).map(({ key }) => key));
  const kind = 'item that can be read';
  const facts = identity?.facts ?? [];
  return [
    ...unknownFaults(charging?.key, readable, ['charging', 'key'], kind),
    ...unknownFaults(identity?.model, readable, ['identity', 'model'], kind),
    ...unknownFaults(identity?.serialNumber, readable, ['identity', 'serialNumber'], kind),
    ...unknownFaults(identity?.firmwareVersion, readable, ['identity', 'firmwareVersion'], kind),
    ...facts.flatMap((key, index) => unknownFaults(key, readable, ['identity', 'facts', index], kind)),
    ...unknownFaults(actions?.restart, writable, ['actions', 'restart'], 'item that can be written'),
    ...unknownFaults(
      actions?.factoryReset,
      writable,
      ['actions', 'factoryReset'],
      'item that can be written',
    ),
    ...chargingFaults(charging, items),
  ];
}

function chargingFaults(charging: PortProfile['charging'], items: readonly CheckedItem[]): CheckFault[] {
  const words = items.find(({ key }) => key === charging?.key)?.enum;
  if (charging === undefined || words === undefined) return [];
  const shown = new Set(Object.values(words));
  return charging.values.flatMap((value, index) =>
    unknownFaults(value, shown, ['charging', 'values', index], `value of “${charging.key}”`),
  );
}
