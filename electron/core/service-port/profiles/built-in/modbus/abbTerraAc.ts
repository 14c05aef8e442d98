import type { PortProfileSource } from '../../../../../../shared/service-port/profile/portProfile.ts';
import { terraItems, terraSession } from './terraItems.ts';

export const ABB_TERRA_AC = {
  schema: 1,
  id: 'abb-terra-ac',
  name: 'ABB Terra AC',
  vendor: 'ABB',
  models: ['Terra AC'],
  driver: 'modbus',
  evidence: {
    level: 'vendor-doc',
    source: 'ABB Terra AC Charger ModBus Communication, rev. 1.7 (10M1003)',
    url: 'https://star.ke.st/',
    note: 'Read by way of scribd 552483634 and star.ke.st.',
  },
  line: {
    bauds: [9600, 19_200, 38_400, 57_600, 115_200, 4800],
    formats: ['8N1', '8E1'],
    framings: ['rtu', 'tcp'],
    unit: { default: 1, from: 1, to: 247 },
    gapMs: 100,
    timeoutMs: 1500,
  },
  identify: [
    { fc: 3, addr: 0x4004, type: 'u32', min: 1 },
    { fc: 3, addr: 0x4006, type: 'u32', min: 6000, max: 80_000, meaning: 'most current in mA' },
  ],
  blocks: [{ fc: 3, addr: 0x4000, n: 34 }],
  identity: { serialNumber: 'serialNumber', firmwareVersion: 'firmwareVersion' },
  charging: { key: 'state', values: ['C1: car is ready', 'C2: charging'] },
  items: [
    ...terraItems(0x4000, 80),
    {
      key: 'timeout',
      title: 'Communication timeout',
      meaning: 'Without a request for so long the charger goes on as if nobody controlled it.',
      fc: 3,
      addr: 0x4020,
      type: 'u16',
      unit: 's',
      write: { fc: 6, addr: 0x4106, min: 0, max: 65_535, risk: 'safety', readBackAfterMs: 3000 },
    },
    terraSession(0x4105),
  ],
  noFirmware: 'Firmware goes in by the TerraConfig app or over OCPP.',
  notes: [
    'The lock can be commanded by register 4103h; how is not confirmed, so it is only shown.',
    'The document asks to poll every 30 to 90 s; without requests the limit falls back after the timeout.',
    'The rate and the number are set in the TerraConfig app.',
  ],
} satisfies PortProfileSource;
