import { assertNever } from '../../../../shared/assertNever.ts';
import { answerLength, decodeAnswer } from '../../../../shared/service-port/modbus/modbusAnswer.ts';
import type { ModbusPiece } from '../../../../shared/service-port/modbus/modbusFrame.ts';
import { encodeRequest } from '../../../../shared/service-port/modbus/modbusRequest.ts';
import type { ModbusProfile } from '../../../../shared/service-port/profile/modbusProfile.ts';
import type { PortProfile } from '../../../../shared/service-port/profile/portProfile.ts';
import { buildRapiFrame, isRapiReply, RAPI_END } from '../../../../shared/service-port/rapi/rapiFrame.ts';
import { RapiReader } from '../../../../shared/service-port/rapi/rapiReader.ts';
import { createFraming } from '../drivers/modbus/framing.ts';
import { probeRequest } from '../drivers/modbus/probe.ts';
import { createRegisterMap } from '../drivers/modbus/registerMap.ts';

/** Finds the answer in what comes; each byte is looked at once, however much comes. */
export interface AnswerEar {
  /** Whether the answer is here with these bytes. */
  hear(bytes: Uint8Array): boolean;
  /** Nothing more comes: whether what was kept back is the answer. */
  end(): boolean;
}

/** A question that only reads. */
export interface RateProbe {
  /** For people: `$GV^35`, `function 4 at 4 of unit 1`. */
  title: string;
  bytes: Uint8Array;
  /** A device that sleeps is only woken by the first: then it is asked so many times, so many ms apart. */
  times: number;
  everyMs: number;
  listen: () => AnswerEar;
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
    times: 1,
    everyMs: 0,
    listen: () => {
      const reader = new RapiReader();
      return {
        // A line that only sends back what was asked is no answer.
        hear: (bytes) =>
          reader
            .push(bytes)
            .some((unit) => unit.kind === 'frame' && unit.frame.isIntact && isRapiReply(unit.frame)),
        end: () => false,
      };
    },
  };
}

function modbusProbe(profile: ModbusProfile): RateProbe | undefined {
  const { line, identify } = profile;
  const [first] = identify;
  const [framing = 'rtu'] = line.framings;
  if (first === undefined || framing === 'tcp') return undefined;
  const unit = line.unit?.default ?? 1;
  const request = probeRequest(first, profile, createRegisterMap(profile));
  const pdu = encodeRequest(request);
  const isReply = (piece: ModbusPiece): boolean =>
    piece.kind === 'frame' &&
    piece.unit === unit &&
    decodeAnswer(request, piece.pdu) !== undefined &&
    Buffer.compare(piece.pdu, pdu) !== 0;
  return {
    title: `function ${request.functionCode} at ${request.address} of unit ${unit}`,
    bytes: createFraming(framing).encode(unit, pdu),
    times: line.wakeUp?.send === undefined ? (line.wakeUp?.times ?? 1) : 1,
    everyMs: line.wakeUp?.everyMs ?? 0,
    listen: () => {
      const { receiver } = createFraming(framing);
      receiver.await({ unit, functionCode: request.functionCode, pduLength: answerLength(request) });
      return {
        hear: (bytes) => receiver.push(bytes).some(isReply),
        end: () => receiver.silence().some(isReply),
      };
    },
  };
}
