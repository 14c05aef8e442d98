import type { Capabilities } from '../../../../../shared/service-port/capability.ts';
import type { ModbusProfile } from '../../../../../shared/service-port/profile/modbusProfile.ts';
import type { RegisterMap } from './registerMap.ts';

export function modbusCapabilities(profile: ModbusProfile, { items }: RegisterMap): Capabilities {
  const all = [...items.values()].map(({ item }) => item);
  const can: Capabilities['can'] = ['identify'];
  const cannot: Capabilities['cannot'] = [];
  if (all.some(({ isLive }) => !isLive)) can.push('configuration');
  else cannot.push({ capability: 'configuration', sentence: `${profile.name} has measured values only.` });
  if (all.some(({ access }) => access !== 'read-only')) can.push('write');
  else
    cannot.push({ capability: 'write', sentence: `The profile of ${profile.name} knows nothing to write.` });
  if (all.some(({ isLive }) => isLive)) can.push('live');
  else
    cannot.push({ capability: 'live', sentence: `The profile of ${profile.name} knows no measured values.` });
  cannot.push(
    { capability: 'log', sentence: 'A Modbus device only answers questions: it prints no log.' },
    { capability: 'diagnostics', sentence: 'No log can be pulled by Modbus: there are registers only.' },
    {
      capability: 'firmware',
      sentence: profile.noFirmware ?? 'Firmware does not go over Modbus: the way is the maker’s own.',
    },
  );
  return { can, cannot };
}
