import { assertNever } from '../../../../shared/assertNever.ts';
import { answerLength, decodeAnswer } from '../../../../shared/service-port/modbus/modbusAnswer.ts';
import type { ModbusPiece } from '../../../../shared/service-port/modbus/modbusFrame.ts';
import { encodeRequest } from '../../../../shared/service-port/modbus/modbusRequest.ts';
import type { ConsoleProfile } from '../../../../shared/service-port/profile/consoleProfile.ts';
import type { ModbusProfile } from '../../../../shared/service-port/profile/modbusProfile.ts';
import type { PortProfile } from '../../../../shared/service-port/profile/portProfile.ts';
import { buildRapiFrame, isRapiReply, RAPI_END } from '../../../../shared/service-port/rapi/rapiFrame.ts';
import { RapiReader } from '../../../../shared/service-port/rapi/rapiReader.ts';
import { consoleRules } from '../drivers/console/consoleRules.ts';
import { CONSOLE_TIMES } from '../drivers/console/consoleTimes.ts';
import { createFraming, type FramingName } from '../drivers/modbus/framing.ts';
import { probeRequest } from '../drivers/modbus/probe.ts';
import { createRegisterMap } from '../drivers/modbus/registerMap.ts';
import { usualUnit, type AnsweringUnit } from './recogniseModbus.ts';

/** Finds the answer in what comes; each byte is looked at once, however much comes. */
export interface AnswerEar {
  /** Whether the answer is here with these bytes. */
  hear(bytes: Uint8Array): boolean;
  /** Nothing more comes: whether what was kept back is the answer. */
  end(): boolean;
}

/** A question that only reads, or the Return that brings a prompt. */
export interface RateProbe {
  /** For people: `$GV^35`, `function 4 at 4 of unit 1`, `Return`. */
  title: string;
  /** For the record of its bytes. */
  meaning: string;
  bytes: Uint8Array;
  /** Who answers it on a bus: which device that is, is told by further questions. */
  bus?: Pick<AnsweringUnit, 'unit' | 'framing'>;
  /** A prompt is what it asks for, which may take so long, in ms. */
  promptMs?: number;
  /** A device that sleeps is only woken by the first: then it is asked so many times, so many ms apart. */
  times: number;
  everyMs: number;
  listen: () => AnswerEar;
}

/**
 * The questions by which a device of a profile is known, one for each way in which they may have to be asked; none where none is known that
 * changes nothing.
 */
export function rateProbes(profile: PortProfile): RateProbe[] {
  switch (profile.driver) {
    case 'rapi':
      return [rapiProbe(profile.line.checksum)];
    case 'modbus':
      return profile.line.framings.flatMap((framing) => modbusProbe(profile, framing) ?? []);
    case 'console':
      return [returnProbe(profile)].filter((probe) => probe !== undefined);
    case 'json-lines':
    case 'ocpp-lines':
      // A line that is typed may be taken for a command: these are only listened to.
      return [];
    default:
      return assertNever(profile);
  }
}

/** An empty line runs nothing, and a console prints its prompt again. Without known prompts nothing would be learnt by it. */
function returnProbe(profile: ConsoleProfile): RateProbe | undefined {
  if (profile.prompts.length === 0) return undefined;
  const { eol } = consoleRules(profile);
  return {
    title: 'Return',
    meaning: 'Return, so that a prompt shows',
    bytes: Buffer.from(eol === '' ? '\r' : eol, 'latin1'),
    promptMs: CONSOLE_TIMES.promptMs,
    times: 1,
    everyMs: 0,
    // What comes is looked at for a prompt whatever was asked.
    listen: () => ({ hear: () => false, end: () => false }),
  };
}

function rapiProbe(checksum: 'xor' | 'sum'): RateProbe {
  const frame = buildRapiFrame('GV', { checksum });
  return {
    title: frame,
    meaning: `asks ${frame}, which only reads`,
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

function modbusProbe(profile: ModbusProfile, framing: FramingName): RateProbe | undefined {
  const { line, identify } = profile;
  const [first] = identify;
  if (first === undefined) return undefined;
  const unit = usualUnit(profile);
  const request = probeRequest(first, profile, createRegisterMap(profile));
  const pdu = encodeRequest(request);
  const isReply = (piece: ModbusPiece): boolean =>
    piece.kind === 'frame' &&
    piece.unit === unit &&
    decodeAnswer(request, piece.pdu) !== undefined &&
    Buffer.compare(piece.pdu, pdu) !== 0;
  const way = framing === 'tcp' ? ', as Modbus TCP' : '';
  const title = `function ${request.functionCode} at ${request.address} of unit ${unit}${way}`;
  return {
    title,
    meaning: `asks ${title}, which only reads`,
    bytes: createFraming(framing).encode(unit, pdu),
    bus: { unit, framing },
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
