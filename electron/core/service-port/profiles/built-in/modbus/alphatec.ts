import type { PortProfileSource } from '../../../../../../shared/service-port/profile/portProfile.ts';
import { EVCC_LINE, evccEvidence } from './evccDevice.ts';

export const ALPHATEC = {
  schema: 1,
  id: 'alphatec-wallbox',
  name: 'Alphatec Wallbox',
  vendor: 'Alphatec',
  driver: 'modbus',
  evidence: evccEvidence('alphatec.go'),
  line: EVCC_LINE,
  identify: [
    { fc: 3, addr: 0, min: 1, max: 8, meaning: 'state' },
    { fc: 3, addr: 5, min: 0, max: 80, meaning: 'current' },
  ],
  blocks: [
    { fc: 3, addr: 0, n: 1 },
    { fc: 3, addr: 5, n: 1 },
  ],
  charging: { key: 'state', values: ['charging'] },
  items: [
    {
      key: 'state',
      title: 'State',
      fc: 3,
      addr: 0,
      type: 'u16',
      isLive: true,
      enum: { 1: 'free', 2: 'car connected', 3: 'charging', 8: 'car connected (8)' },
    },
    {
      key: 'maxCurrent',
      title: 'Charging current',
      fc: 3,
      addr: 5,
      type: 'u16',
      unit: 'A',
      write: { fc: 16, min: 6, max: 32, step: 1, also: [0], risk: 'charging' },
    },
  ],
} satisfies PortProfileSource;
