import { decodeAscii } from '../../../../../shared/service-port/modbus/asciiFrame.ts';
import { isRtuFrame } from '../../../../../shared/service-port/modbus/rtuFrame.ts';
import { TCP_HEADER_BYTES, tcpLength } from '../../../../../shared/service-port/modbus/tcpFrame.ts';
import { writtenRange } from '../../../../../shared/service-port/modbus/writtenRange.ts';
import { compilePattern } from '../../../../../shared/service-port/profile/pattern/compilePattern.ts';
import type { ModbusProfile } from '../../../../../shared/service-port/profile/modbusProfile.ts';
import type { RegisterMap } from './registerMap.ts';

/** Whether bytes that the technician wants to send are a frame that writes, in any framing. */
export function writtenByFrame(bytes: Uint8Array): { unit: number; pdu: Uint8Array } | undefined {
  const frame = frameOf(bytes);
  return frame !== undefined && writtenRange(frame.pdu) !== undefined ? frame : undefined;
}

/**
 * Why bytes must not be sent, as a sentence. Patterns of the profile are held against the bytes as hex, `01 06 01 05 00 A0 …`. A frame with
 * a wrong check is let through: the device drops it, and trying that is a part of fault-finding.
 */
export function forbiddenFrame(
  bytes: Uint8Array,
  profile: ModbusProfile,
  map: RegisterMap,
): string | undefined {
  const hex = [...bytes].map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(' ');
  const fitting = profile.forbidden.find(({ pattern }) => compilePattern(pattern).find(hex) !== undefined);
  if (fitting !== undefined) return fitting.why;
  const frame = writtenByFrame(bytes);
  const range = frame && writtenRange(frame.pdu);
  if (frame === undefined || range === undefined) return undefined;
  if (frame.unit === 0 && !profile.line.hasBroadcast)
    return 'This frame writes to unit 0, which is every device of the bus at once, and this device does not take that. Send it to one unit.';
  const hit = [...map.items.values()].find(({ profile: item, write, coding }) => {
    if (item.write?.forbidden === undefined || write === undefined) return false;
    const kind = write.functionCode === 5 || write.functionCode === 15 ? 'coils' : 'registers';
    const end = write.address + (coding?.count ?? 1);
    return kind === range.kind && range.address < end && write.address < range.address + range.count;
  });
  return hit?.profile.write?.forbidden;
}

function frameOf(bytes: Uint8Array): { unit: number; pdu: Uint8Array } | undefined {
  if (isRtuFrame(bytes)) return { unit: bytes[0] ?? 0, pdu: bytes.slice(1, -2) };
  if (tcpLength(bytes) === bytes.length)
    return { unit: bytes[TCP_HEADER_BYTES - 1] ?? 0, pdu: bytes.slice(TCP_HEADER_BYTES) };
  return decodeAscii(bytes);
}
