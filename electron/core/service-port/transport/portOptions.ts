import type { LineSettings } from '../../../../shared/service-port/lineSettings.ts';

/** How the driver is told of a line. */
export interface PortOptions {
  baudRate: number;
  dataBits: 5 | 6 | 7 | 8;
  parity: 'none' | 'even' | 'odd' | 'mark' | 'space';
  stopBits: 1 | 2;
  rtscts: boolean;
  xon: boolean;
  xoff: boolean;
  lock: boolean;
  /** On Windows: whether DTR rises as the port is opened. On Unix: whether it falls as the port is closed. */
  hupcl: boolean;
  rtsMode: 'handshake' | 'enable';
}

const PARITIES = { N: 'none', E: 'even', O: 'odd', M: 'mark', S: 'space' } as const;
const DATA_BITS = { 5: 5, 6: 6, 7: 7, 8: 8 } as const;

export function portOptions(line: LineSettings, platform: NodeJS.Platform): PortOptions {
  const { dataBits, parity, stopBits } = formatParts(line.format);
  const isHardware = line.flowControl === 'rts-cts';
  return {
    baudRate: line.baud,
    dataBits,
    parity,
    stopBits,
    rtscts: isHardware,
    xon: line.flowControl === 'xon-xoff',
    xoff: line.flowControl === 'xon-xoff',
    lock: true,
    hupcl: platform === 'win32' ? line.dtr : true,
    rtsMode: isHardware ? 'handshake' : 'enable',
  };
}

/** The parts of a checked format such as `8N1`. */
export function formatParts(format: string): Pick<PortOptions, 'dataBits' | 'parity' | 'stopBits'> {
  const [data = '8', parity = 'N', stop = '1'] = format;
  return {
    dataBits: isKey(DATA_BITS, data) ? DATA_BITS[data] : 8,
    parity: isKey(PARITIES, parity) ? PARITIES[parity] : 'none',
    stopBits: stop === '2' ? 2 : 1,
  };
}

export function settingText({ baud, format, flowControl }: LineSettings): string {
  return `${baud} ${format}${flowControl === 'none' ? '' : ` with ${flowControl} flow control`}`;
}

function isKey<T extends object>(table: T, key: PropertyKey): key is keyof T {
  return Object.hasOwn(table, key);
}
