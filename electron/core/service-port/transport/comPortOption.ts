import type { LineSettings } from '../../../../shared/service-port/lineSettings.ts';
import { formatParts } from './portOptions.ts';

/** Commands of the COM port option (RFC 2217 §3); a server answers with the number plus 100. */
export const COM_PORT = {
  setBaudRate: 1,
  setDataSize: 2,
  setParity: 3,
  setStopSize: 4,
  setControl: 5,
  notifyLineState: 6,
  notifyModemState: 7,
  suspend: 8,
  resume: 9,
  setLineStateMask: 10,
  setModemStateMask: 11,
  purgeData: 12,
} as const;
export const ANSWER = 100;

export const CONTROL = {
  flow: { none: 1, 'xon-xoff': 2, 'rts-cts': 3 },
  break: { on: 5, off: 6 },
  dtr: { on: 8, off: 9 },
  rts: { on: 11, off: 12 },
} as const;

const PARITY = { none: 1, odd: 2, even: 3, mark: 4, space: 5 } as const;
/** Overrun, parity and framing errors. */
export const LINE_ERRORS = 0x0e;
export const MODEM_STATE = { cts: 0x10, dsr: 0x20, ri: 0x40, dcd: 0x80 } as const;
export const PURGE_BOTH = 3;

/** One setting as it is asked for; what the server answers is what it took. */
export interface LineCommand {
  command: number;
  value: readonly number[];
  isTaken: (answer: Uint8Array) => boolean;
}

/** Rates are taken as near as the converter's clock comes to them. */
const RATE_TOLERANCE = 0.025;

export function lineCommands(line: LineSettings): LineCommand[] {
  const { dataBits, parity, stopBits } = formatParts(line.format);
  return [
    {
      command: COM_PORT.setBaudRate,
      value: [24, 16, 8, 0].map((shift) => (line.baud >>> shift) & 0xff),
      isTaken: (answer) =>
        answer.length === 4 && Math.abs(uint32(answer) - line.baud) <= line.baud * RATE_TOLERANCE,
    },
    oneByte(COM_PORT.setDataSize, dataBits),
    oneByte(COM_PORT.setParity, PARITY[parity]),
    oneByte(COM_PORT.setStopSize, stopBits),
    oneByte(COM_PORT.setControl, CONTROL.flow[line.flowControl]),
  ];
}

function oneByte(command: number, value: number): LineCommand {
  return { command, value: [value], isTaken: (answer) => answer[0] === value };
}

function uint32(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0);
}
