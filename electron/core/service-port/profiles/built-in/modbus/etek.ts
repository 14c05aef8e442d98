import type { PortProfileSource } from '../../../../../../shared/service-port/profile/portProfile.ts';
import { phaseItems } from '../phaseItems.ts';
import { EVCC_LINE, evccEvidence } from './evccDevice.ts';

export const ETEK = {
  schema: 1,
  id: 'etek-ekepc2',
  name: 'ETEK EKEPC2',
  vendor: 'ETEK',
  driver: 'modbus',
  evidence: evccEvidence('etek.go'),
  // It leaves the factory with number 255, outside of the range that Modbus gives to units.
  line: { ...EVCC_LINE, unit: { default: 255, from: 1, to: 255 } },
  identify: [
    { fc: 3, addr: 141, min: 0, max: 19, meaning: 'state' },
    { fc: 3, addr: 89, min: 0, max: 2, meaning: 'start or stop' },
  ],
  blocks: [
    { fc: 3, addr: 89, n: 1 },
    { fc: 3, addr: 109, n: 1 },
    { fc: 3, addr: 141, n: 1 },
    { fc: 3, addr: 152, n: 2 },
    { fc: 3, addr: 159, n: 7, isOptional: true },
  ],
  charging: { key: 'state', values: ['charging'] },
  items: [
    {
      key: 'control',
      title: 'Start or stop',
      fc: 3,
      addr: 89,
      type: 'u16',
      enum: { 0: 'none', 1: 'start', 2: 'stop' },
      write: { fc: 6, risk: 'charging' },
    },
    {
      key: 'maxDuty',
      title: 'Duty cycle of the current',
      meaning: 'In hundredths of percent; 6 A is about 10 %.',
      fc: 3,
      addr: 109,
      type: 'u16',
      scale: 0.01,
      unit: '%',
      write: { fc: 6, min: 10, max: 53.33, risk: 'charging' },
    },
    {
      key: 'state',
      title: 'State',
      fc: 3,
      addr: 141,
      type: 'u16',
      isLive: true,
      enum: {
        0: 'starting',
        1: 'ready',
        2: 'fault',
        3: 'car connected (3)',
        4: 'car connected (4)',
        5: 'charging',
        19: 'emergency stop',
      },
    },
    { key: 'dutyCycle', title: 'Duty cycle now', fc: 3, addr: 152, type: 'u16', isLive: true },
    { key: 'pilotVoltage', title: 'Pilot, raw', fc: 3, addr: 153, type: 'u16', isLive: true },
    ...phaseItems('voltage', 'Voltage', { fc: 3, addr: 159, stride: 1, type: 'u16', unit: 'V' }),
    { key: 'power', title: 'Power', fc: 3, addr: 163, type: 'u16', unit: 'W', isLive: true },
    { key: 'totalEnergy', title: 'Energy in all', fc: 3, addr: 164, type: 'u32', unit: 'Wh', isLive: true },
  ],
  notes: ['Voltages, power and energy are there only with a meter of its own.'],
} satisfies PortProfileSource;
