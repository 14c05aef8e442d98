import type { PortProfileSource } from '../../../../../../shared/service-port/profile/portProfile.ts';
import { EVCC_LINE, evccEvidence } from './evccDevice.ts';
import { terraItems, terraSession } from './terraItems.ts';

/** Its map is that of ABB’s Terra AC, from 8000h on. */
export const RAEDIAN = {
  schema: 1,
  id: 'raedian-ac-wallbox',
  name: 'Raedian NEO, NEX',
  vendor: 'Raedian',
  models: ['NEO AC Wallbox', 'NEX AC Wallbox'],
  driver: 'modbus',
  evidence: {
    ...evccEvidence('raedian.go'),
    url: 'https://api.library.loxone.com/downloader/file/2425/Modbus%20Protocol%20RAEDIAN%20AC%20Wallbox%20v0.3.pdf',
    note: 'The address is that of the maker’s document, which was not read here: check the registers against it before writing.',
  },
  line: { ...EVCC_LINE, framings: ['rtu', 'tcp'] },
  identify: [
    { fc: 3, addr: 0x8004, type: 'u32', min: 1 },
    { fc: 3, addr: 0x8006, type: 'u32', min: 6000, max: 80_000, meaning: 'most current in mA' },
  ],
  blocks: [
    { fc: 3, addr: 0x8000, n: 8 },
    { fc: 3, addr: 0x8008, n: 2, isOptional: true },
    { fc: 3, addr: 0x800a, n: 22 },
  ],
  identity: { serialNumber: 'serialNumber', firmwareVersion: 'firmwareVersion' },
  charging: { key: 'state', values: ['C1: car is ready', 'C2: charging'] },
  items: [
    ...terraItems(0x8000, 32),
    {
      key: 'phases',
      title: 'Phases',
      addr: 0x8102,
      type: 'u16',
      enum: { 1: 'one', 2: 'three' },
      write: { fc: 6, risk: 'charging' },
    },
    terraSession(0x8105),
  ],
} satisfies PortProfileSource;
