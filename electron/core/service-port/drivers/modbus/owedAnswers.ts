import { answerLength } from '../../../../../shared/service-port/modbus/modbusAnswer.ts';
import {
  encodeRequest,
  type ModbusRequest,
} from '../../../../../shared/service-port/modbus/modbusRequest.ts';

interface Owed {
  unit: number;
  functionCode: number;
  length: number;
  /** The request, byte by byte: an answer to the same one is as good late as in time. */
  question: string;
  until: number;
}

/**
 * Answers that may still come although nobody waits for them any more. Modbus on a line has no number that ties an answer to its question: a late one would
 * pass for the answer to the next question of the same shape. So such a question waits until the old answer came or is past.
 */
export class OwedAnswers {
  #owed: Owed[] = [];

  asked(unit: number, request: ModbusRequest, until: number): void {
    const question = encodeRequest(request).join(' ');
    this.#owed.push({
      unit,
      functionCode: request.functionCode,
      length: answerLength(request),
      question,
      until,
    });
    if (this.#owed.length > 100) this.#owed.shift();
  }

  /** An answer of this kind came; answers whether one was owed. */
  came(unit: number, functionCode: number, now: number): boolean {
    this.#forget(now);
    const index = this.#owed.findIndex(
      (owed) => owed.unit === unit && owed.functionCode === (functionCode & 0x7f),
    );
    if (index === -1) return false;
    this.#owed.splice(index, 1);
    return true;
  }

  /** Until when this question has to wait, unless what is owed comes before; nothing where it may go at once. */
  heldBackUntil(unit: number, request: ModbusRequest, now: number): number | undefined {
    this.#forget(now);
    const question = encodeRequest(request).join(' ');
    const alike = this.#owed.filter(
      (owed) =>
        owed.unit === unit &&
        owed.functionCode === request.functionCode &&
        owed.length === answerLength(request) &&
        owed.question !== question,
    );
    return alike.length === 0 ? undefined : Math.max(...alike.map(({ until }) => until));
  }

  #forget(now: number): void {
    this.#owed = this.#owed.filter(({ until }) => until > now);
  }
}
