import { exceptionWords } from './exceptionWords.ts';
import type { ModbusAnswer } from './modbusAnswer.ts';
import { decodeRequest, isWrite, spanOf, type ModbusRequest } from './modbusRequest.ts';
import { registersHex } from './registerCoding.ts';

const MOST_SHOWN = 8;

/** “registers 4-18”, “coil 20000”, “write 160 to register 261”. */
export function requestWords(request: ModbusRequest): string {
  const { address } = request;
  const place = placeWords(request.functionCode, address, spanOf(request));
  switch (request.functionCode) {
    case 5:
      return `write ${request.isOn ? 'on' : 'off'} to ${place}`;
    case 6:
      return `write ${request.value} (${registersHex([request.value])}) to ${place}`;
    case 15:
      return `write ${request.bits.map((bit) => (bit ? '1' : '0')).join('')} to ${place}`;
    case 16:
      return `write ${shortHex(request.registers)} to ${place}`;
    default:
      return place;
  }
}

/** What an answer says, without knowing what its registers mean. */
export function answerWords(request: ModbusRequest, answer: ModbusAnswer): string {
  switch (answer.kind) {
    case 'bits':
      return `${requestWords(request)} = ${answer.bits.map((bit) => (bit ? '1' : '0')).join('')}`;
    case 'registers':
      return `${requestWords(request)} = ${shortHex(answer.registers)}`;
    case 'done':
      return `acknowledged: ${requestWords(request)}`;
    case 'exception':
      return exceptionWords(answer.code);
    default:
      return answer.sentence;
  }
}

/** A frame of others, of which it is not known what it answers. */
export function foreignFrameWords(unit: number, pdu: Uint8Array): string {
  const functionCode = pdu[0] ?? 0;
  if (functionCode > 0x80)
    return `unit ${unit} refuses FC${functionCode - 0x80}: ${exceptionWords(pdu[1] ?? 0)}`;
  const request = decodeRequest(pdu);
  if (request === undefined) return `answer of unit ${unit} to FC${functionCode}, ${pdu.length - 1} bytes`;
  const words = `FC${functionCode} unit ${unit}: ${requestWords(request)}`;
  return isWrite(request) ? words : `request of another master, ${words}`;
}

function placeWords(functionCode: ModbusRequest['functionCode'], address: number, span: number): string {
  const noun =
    functionCode === 2
      ? 'input'
      : functionCode === 1 || functionCode === 5 || functionCode === 15
        ? 'coil'
        : 'register';
  return span === 1 ? `${noun} ${address}` : `${noun}s ${address}-${address + span - 1}`;
}

function shortHex(registers: readonly number[]): string {
  const shown = registersHex(registers.slice(0, MOST_SHOWN));
  return registers.length > MOST_SHOWN ? `${shown} … (${registers.length} registers)` : shown;
}
