import type { ModbusAnswer } from '../../../../../shared/service-port/modbus/modbusAnswer.ts';
import type { ModbusRequest } from '../../../../../shared/service-port/modbus/modbusRequest.ts';

/** What became of a request. Silence, refusal and what cannot be read are three things. */
export type Exchange =
  | { kind: 'answer'; answer: Extract<ModbusAnswer, { kind: 'bits' | 'registers' | 'done' }> }
  | { kind: 'exception'; code: number }
  | { kind: 'silent'; sentence: string }
  | { kind: 'unreadable'; sentence: string };

/** A request that is on its way, and what has come of it so far. */
export interface Question {
  unit: number;
  request: ModbusRequest;
  /** As sent: what is the same comes from an echo. */
  bytes: Uint8Array;
  hasEchoCome: boolean;
  noiseBytes: number;
  /** Of an answer of the right unit and function that does not fit the request. */
  unfitting: string | undefined;
  /** Other units that answered. */
  strangers: Set<number>;
  settle: (exchange: Exchange) => void;
}

/** What to say when the time is over. */
export function unanswered(question: Question, timeoutMs: number): Exchange {
  const { unit, noiseBytes, strangers, unfitting } = question;
  if (unfitting !== undefined)
    return {
      kind: 'unreadable',
      sentence: `What unit ${unit} answered does not fit the question. ${unfitting}`,
    };
  if (noiseBytes > 0)
    return {
      kind: 'unreadable',
      sentence: `${noiseBytes} bytes came in which no whole frame was found: a damaged answer, or another rate or parity.`,
    };
  if (strangers.size > 0)
    return {
      kind: 'silent',
      sentence: `Unit ${unit} did not answer; unit ${[...strangers].join(', ')} answered in its place, and that was ignored.`,
    };
  const echo = question.hasEchoCome ? ' Only the echo of the request came back.' : '';
  return { kind: 'silent', sentence: `Unit ${unit} did not answer within ${timeoutMs} ms.${echo}` };
}
