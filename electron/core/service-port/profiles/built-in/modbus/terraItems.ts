import { phaseItems, type ModbusItemSource } from '../phaseItems.ts';

/** What ABB’s Terra AC tells from 4000h on, and others with the same map from another register on. */
export function terraItems(base: number, mostAmps: number): ModbusItemSource[] {
  return [
    {
      key: 'serialNumber',
      title: 'Serial number',
      group: 'Device',
      fc: 3,
      addr: base,
      type: 'hex',
      count: 4,
    },
    {
      key: 'firmwareVersion',
      title: 'Firmware',
      group: 'Device',
      fc: 3,
      addr: base + 0x04,
      type: 'hex',
      count: 2,
    },
    {
      key: 'maxRatedCurrent',
      title: 'Most current',
      fc: 3,
      addr: base + 0x06,
      type: 'u32',
      scale: 0.001,
      unit: 'A',
    },
    { key: 'errorCode', title: 'Error code', fc: 3, addr: base + 0x08, type: 'u32', isLive: true },
    {
      key: 'lockState',
      title: 'Lock of the socket',
      fc: 3,
      addr: base + 0x0a,
      type: 'hex',
      count: 2,
      isLive: true,
    },
    {
      key: 'state',
      title: 'Charging state',
      fc: 3,
      addr: base + 0x0c,
      type: 'u32',
      mask: 0x7f00,
      isLive: true,
      enum: {
        0: 'A: idle',
        1: 'B1: waits for authorisation',
        2: 'B2: ready',
        3: 'C1: car is ready',
        4: 'C2: charging',
        5: 'session stopped',
      },
    },
    {
      key: 'currentLimit',
      title: 'Charging current',
      fc: 3,
      addr: base + 0x0e,
      type: 'u32',
      scale: 0.001,
      unit: 'A',
      write: {
        fc: 16,
        addr: base + 0x100,
        min: 6,
        max: mostAmps,
        also: [0],
        risk: 'charging',
        readBackAfterMs: 3000,
      },
    },
    ...phaseItems('current', 'Current', {
      fc: 3,
      addr: base + 0x10,
      stride: 2,
      type: 'u32',
      scale: 0.001,
      unit: 'A',
    }),
    ...phaseItems('voltage', 'Voltage', {
      fc: 3,
      addr: base + 0x16,
      stride: 2,
      type: 'u32',
      scale: 0.1,
      unit: 'V',
    }),
    { key: 'power', title: 'Power', fc: 3, addr: base + 0x1c, type: 'u32', unit: 'W', isLive: true },
    {
      key: 'sessionEnergy',
      title: 'Energy of the session',
      fc: 3,
      addr: base + 0x1e,
      type: 'u32',
      unit: 'Wh',
      isLive: true,
    },
  ];
}

/** Which value of it starts and which stops differs between documents, so it is never sent. */
export function terraSession(addr: number): ModbusItemSource {
  return {
    key: 'session',
    title: 'Start or stop',
    meaning: 'Which value starts and which stops differs between revisions of the document.',
    group: 'Actions',
    addr,
    type: 'u16',
    enum: { 0: 'start', 1: 'stop' },
    write: {
      fc: 6,
      risk: 'charging',
      forbidden: 'Which value starts and which stops is not confirmed, so nothing is sent.',
    },
  };
}
