import { assertNever } from '../../assertNever.ts';
import { bitsOf, packBits } from './packedBits.ts';
import { encodeRequest, registersOf, spanOf, wordAt, type ModbusRequest } from './modbusRequest.ts';

/** What a device answered. `done`: a write was acknowledged as it was asked for. */
export type ModbusAnswer =
  | { kind: 'bits'; bits: boolean[] }
  | { kind: 'registers'; registers: number[] }
  | { kind: 'done' }
  | { kind: 'exception'; code: number }
  /** It is of the right function and says something else than was asked: another length, another address, another value. */
  | { kind: 'unfitting'; sentence: string };

/** The length of the PDU that a request is answered with, unless by an exception. */
export function answerLength(request: ModbusRequest): number {
  switch (request.functionCode) {
    case 1:
    case 2:
      return 2 + Math.ceil(request.count / 8);
    case 3:
    case 4:
      return 2 + request.count * 2;
    default:
      return 5;
  }
}

export function encodeAnswer(request: ModbusRequest, answer: ModbusAnswer): Uint8Array {
  const { functionCode } = request;
  switch (answer.kind) {
    case 'exception':
      return Uint8Array.of(functionCode | 0x80, answer.code);
    case 'bits': {
      const packed = packBits(answer.bits);
      return Uint8Array.of(functionCode, packed.length, ...packed);
    }
    case 'registers': {
      const bytes = answer.registers.flatMap((register) => [register >>> 8, register & 0xff]);
      return Uint8Array.of(functionCode, bytes.length, ...bytes);
    }
    case 'done':
    case 'unfitting':
      return acknowledgement(request);
    default:
      return assertNever(answer);
  }
}

/** Reads the PDU of an answer to this request. Nothing where its function is another one: it answers something else. */
export function decodeAnswer(request: ModbusRequest, pdu: Uint8Array): ModbusAnswer | undefined {
  const { functionCode } = request;
  if (pdu[0] === (functionCode | 0x80))
    return pdu.length === 2
      ? { kind: 'exception', code: pdu[1] ?? 0 }
      : unfitting('The exception is of the wrong length.');
  if (pdu[0] !== functionCode) return undefined;
  if (functionCode <= 4) return decodeRead(request, pdu);
  const wanted = acknowledgement(request);
  if (pdu.length === wanted.length && pdu.every((byte, index) => byte === wanted[index]))
    return { kind: 'done' };
  return unfitting(acknowledgedOther(request, pdu));
}

function decodeRead(request: ModbusRequest, pdu: Uint8Array): ModbusAnswer {
  const bytes = pdu.subarray(2);
  if (pdu.length !== answerLength(request) || pdu[1] !== bytes.length)
    return unfitting(
      `It answered with ${bytes.length} bytes of data instead of ${answerLength(request) - 2}.`,
    );
  return request.functionCode <= 2
    ? { kind: 'bits', bits: bitsOf(bytes, spanOf(request)) }
    : { kind: 'registers', registers: registersOf(bytes) };
}

/** FC 5 and 6 repeat the request; FC 15 and 16 say address and number. */
function acknowledgement(request: ModbusRequest): Uint8Array {
  return encodeRequest(request).slice(0, 5);
}

function acknowledgedOther(request: ModbusRequest, pdu: Uint8Array): string {
  const address = wordAt(pdu, 1);
  const word = wordAt(pdu, 3);
  if (pdu.length !== 5 || address === undefined || word === undefined)
    return 'The acknowledgement is of the wrong length.';
  if (address !== request.address)
    return `It acknowledged register ${address} instead of ${request.address}.`;
  return `It acknowledged ${word} instead of ${wordAt(acknowledgement(request), 3) ?? 0}.`;
}

function unfitting(sentence: string): ModbusAnswer {
  return { kind: 'unfitting', sentence };
}
