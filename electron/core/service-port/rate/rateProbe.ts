import { assertNever } from '../../../../shared/assertNever.ts';
import { answerLength, decodeAnswer } from '../../../../shared/service-port/modbus/modbusAnswer.ts';
import { asciiFrameIn } from './asciiFrameIn.ts';
import { encodeAscii } from '../../../../shared/service-port/modbus/asciiFrame.ts';
import { encodeRequest, type ModbusRequest } from '../../../../shared/service-port/modbus/modbusRequest.ts';
import { RtuReceiver } from '../../../../shared/service-port/modbus/rtuReceiver.ts';
import { encodeRtu } from '../../../../shared/service-port/modbus/rtuFrame.ts';
import type { ModbusProfile } from '../../../../shared/service-port/profile/modbusProfile.ts';
import type { PortProfile } from '../../../../shared/service-port/profile/portProfile.ts';
import { buildRapiFrame, parseRapiFrame, RAPI_END } from '../../../../shared/service-port/rapi/rapiFrame.ts';

/** A question that only reads, and whether what came is its answer. */
export interface RateProbe {
  /** For people: `$GV^35`, `function 4 at 4 of unit 1`. */
  title: string;
  bytes: Uint8Array;
  isAnswer: (received: Uint8Array) => boolean;
}

/** The question by which a device of a profile is known; nothing where none is known that changes nothing. */
export function rateProbe(profile: PortProfile): RateProbe | undefined {
  switch (profile.driver) {
    case 'rapi':
      return rapiProbe(profile.line.checksum);
    case 'modbus':
      return modbusProbe(profile);
    case 'console':
    case 'json-lines':
    case 'ocpp-lines':
      // A line that is typed may be taken for a command: these are only listened to.
      return undefined;
    default:
      return assertNever(profile);
  }
}

function rapiProbe(checksum: 'xor' | 'sum'): RateProbe {
  const frame = buildRapiFrame('GV', { checksum });
  return {
    title: frame,
    bytes: Buffer.from(frame + RAPI_END, 'latin1'),
    isAnswer: (received) =>
      (
        Buffer.from(received)
          .toString('latin1')
          .match(/\$[^$\r]{1,200}(?=\r)/g) ?? []
      ).some((text) => {
        const reply = parseRapiFrame(text);
        // A line that only sends back what was asked is no answer.
        return reply.isIntact && (reply.name === 'OK' || reply.name === 'NK');
      }),
  };
}

const REGISTERS: Readonly<Partial<Record<string, number>>> = {
  u32: 2,
  i32: 2,
  f32: 2,
  u64: 4,
  i64: 4,
  f64: 4,
};

function modbusProbe({ line, identify, addressBase }: ModbusProfile): RateProbe | undefined {
  const [first] = identify;
  const [framing] = line.framings;
  if (first === undefined || framing === 'tcp') return undefined;
  const unit = line.unit?.default ?? 1;
  const address = Math.max(0, first.addr - addressBase);
  const request: ModbusRequest = {
    functionCode: first.fc,
    address,
    count: first.count ?? REGISTERS[first.type] ?? 1,
  };
  const pdu = encodeRequest(request);
  const isReply = (from: number, answer: Uint8Array): boolean =>
    from === unit && decodeAnswer(request, answer) !== undefined && !sameBytes(answer, pdu);
  return {
    title: `function ${first.fc} at ${address} of unit ${unit}`,
    bytes: framing === 'ascii' ? encodeAscii(unit, pdu) : encodeRtu(unit, pdu),
    isAnswer: (received) => {
      if (framing === 'ascii') return asciiFrameIn(received, isReply);
      const receiver = new RtuReceiver();
      receiver.await({ unit, functionCode: first.fc, pduLength: answerLength(request) });
      return [...receiver.push(received), ...receiver.silence()].some(
        (piece) => piece.kind === 'frame' && isReply(piece.unit, piece.pdu),
      );
    },
  };
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}
