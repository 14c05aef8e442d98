import type { LineSettings } from '../../../../../shared/service-port/lineSettings.ts';
import type { ModbusProfile } from '../../../../../shared/service-port/profile/modbusProfile.ts';

/** Times of a bus in ms. The tests shorten those that are waits of ours and no facts of a device. */
export interface BusTiming {
  /** How long to listen for another master before the first byte is sent. */
  listenMs: number;
  /** Bytes that belong together come in lumps no further apart: 16 ms of an FTDI's buffer, and what the system adds. */
  lumpMs: number;
  /** While the other master spoke within this, nothing is asked. */
  ongoingMs: number;
  /** The longest wait for a unit in a scan; silent ones are the rule there. */
  scanTimeoutMs: number;
}

export const BUS_TIMING: BusTiming = { listenMs: 800, lumpMs: 40, ongoingMs: 5000, scanTimeoutMs: 400 };

/** Time of one character on the line: start, data, parity and stop bits. */
export function characterMs({ baud, format }: LineSettings): number {
  const parity = format[1] === 'N' ? 0 : 1;
  return ((1 + Number(format[0]) + parity + Number(format[2])) * 1000) / baud;
}

/** The pause that parts frames (Modbus over Serial Line V1.02 §2.5.1.1): 3.5 characters, and 1.75 ms above 19,200 bit/s. */
export function framePauseMs(line: LineSettings): number {
  return line.baud > 19_200 ? 1.75 : 3.5 * characterMs(line);
}

/** When the next request may leave, by the clock of `performance.now()`. */
export function nextRequestAt(
  line: LineSettings,
  rule: Pick<ModbusProfile['line'], 'gapMs' | 'silenceMs' | 'minIntervalMs'>,
  last: { byteAt: number; answerAt: number; requestAt: number },
): number {
  return Math.max(
    last.byteAt + Math.max(framePauseMs(line), rule.silenceMs),
    last.answerAt + rule.gapMs,
    last.requestAt + rule.minIntervalMs,
  );
}
