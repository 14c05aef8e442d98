import { decodeAscii } from '../../../../shared/service-port/modbus/asciiFrame.ts';

/** Whether a line of Modbus ASCII among what came is the one that is looked for. */
export function asciiFrameIn(
  received: Uint8Array,
  isWanted: (unit: number, pdu: Uint8Array) => boolean,
): boolean {
  const lines =
    Buffer.from(received)
      .toString('latin1')
      .match(/:[^:\n]*\n/g) ?? [];
  return lines.some((text) => {
    const frame = decodeAscii(Buffer.from(text, 'latin1'));
    return frame !== undefined && isWanted(frame.unit, frame.pdu);
  });
}
