/** Who makes a USB serial adapter, by its vendor number, and which chip it is, by its product number. */
interface Vendor {
  chip: string;
  name: string;
  products?: Readonly<Record<string, string>>;
}

const VENDORS: Readonly<Record<string, Vendor>> = {
  '0403': {
    chip: 'FTDI',
    name: 'FTDI',
    products: { '6001': 'FT232R', '6010': 'FT2232', '6011': 'FT4232H', '6014': 'FT232H', '6015': 'FT230X' },
  },
  '10C4': {
    chip: 'CP210x',
    name: 'Silicon Labs',
    products: { EA60: 'CP2102', EA63: 'CP210x', EA70: 'CP2105', EA71: 'CP2108' },
  },
  '1A86': {
    chip: 'CH34x',
    name: 'WCH',
    products: {
      '5523': 'CH341',
      '7522': 'CH340K',
      '7523': 'CH340',
      '55D2': 'CH342',
      '55D3': 'CH343',
      '55D4': 'CH9102',
      '55D5': 'CH344',
      '8010': 'WCH-Link',
    },
  },
  '067B': {
    chip: 'PL2303',
    name: 'Prolific',
    products: {
      '2303': 'PL2303',
      '23A3': 'PL2303GC',
      '23B3': 'PL2303GB',
      '23C3': 'PL2303GT',
      '23D3': 'PL2303GL',
    },
  },
  '04E2': { chip: 'Exar', name: 'MaxLinear', products: { '1410': 'XR21V1410', '1411': 'XR21B1411' } },
  '9710': { chip: 'MosChip', name: 'MosChip', products: { '7720': 'MCS7720', '7840': 'MCS7840' } },
  '110A': { chip: 'Moxa', name: 'Moxa UPort' },
  '0557': { chip: 'ATEN', name: 'ATEN', products: { '2008': 'UC-232A' } },
  '0451': { chip: 'TI', name: 'Texas Instruments', products: { '3410': 'TUSB3410' } },
  '04D8': { chip: 'Microchip', name: 'Microchip', products: { '000A': 'USB serial', '00DD': 'MCP2221' } },
  '303A': {
    chip: 'Espressif',
    name: 'Espressif',
    products: { '0002': 'ESP32-S2', '1001': 'ESP32 USB/JTAG' },
  },
  '0483': {
    chip: 'ST',
    name: 'STMicroelectronics',
    products: {
      '374B': 'ST-LINK/V2-1',
      '374E': 'ST-LINK V3',
      '374F': 'ST-LINK V3',
      '5740': 'STM32 USB serial',
    },
  },
  '2341': {
    chip: 'Arduino',
    name: 'Arduino',
    products: { '0001': 'Uno', '0042': 'Mega 2560', '0043': 'Uno', '8036': 'Leonardo', '804D': 'Zero' },
  },
  '2A03': { chip: 'Arduino', name: 'Arduino', products: { '0042': 'Mega 2560', '0043': 'Uno' } },
  '239A': { chip: 'Adafruit', name: 'Adafruit' },
  '2E8A': {
    chip: 'RP2040',
    name: 'Raspberry Pi',
    products: { '0005': 'Pico', '000A': 'Pico', '000C': 'Debug Probe' },
  },
  '16C0': { chip: 'PJRC', name: 'Van Ooijen', products: { '0483': 'Teensy', '05E1': 'USB serial' } },
  '1366': { chip: 'SEGGER', name: 'SEGGER J-Link' },
  '0D28': { chip: 'DAPLink', name: 'Arm', products: { '0204': 'DAPLink' } },
  '1FC9': { chip: 'NXP', name: 'NXP' },
  '03EB': { chip: 'Atmel', name: 'Microchip (Atmel)' },
  '0525': { chip: 'Linux gadget', name: 'Linux device', products: { A4A7: 'console (USB gadget)' } },
  '1D6B': { chip: 'Linux gadget', name: 'Linux device', products: { '0104': 'console (USB gadget)' } },
  '2C7C': { chip: 'Quectel', name: 'Quectel modem' },
  '1199': { chip: 'Sierra', name: 'Sierra Wireless modem' },
  '12D1': { chip: 'Huawei', name: 'Huawei modem' },
};

/** Vendors of which everything is an adapter: one without a port is one whose driver is missing. */
const ADAPTERS_ONLY: ReadonlySet<string> = new Set(['0403', '10C4', '1A86', '067B', '04E2', '9710', '110A']);

export interface UsbChip {
  chip: string;
  /** `FTDI FT232R`. */
  name: string;
  /** Nothing but a serial adapter. */
  isAdapter: boolean;
}

/** What a chip is, by vid and pid as four hexadecimal digits in any case. */
export function usbChip(vid: string, pid: string | undefined): UsbChip | undefined {
  const vendor = VENDORS[vid.toUpperCase()];
  if (vendor === undefined) return undefined;
  const product = vendor.products?.[pid?.toUpperCase() ?? ''];
  return {
    chip: vendor.chip,
    name: product === undefined ? vendor.name : `${vendor.name} ${product}`,
    isAdapter: ADAPTERS_ONLY.has(vid.toUpperCase()),
  };
}
