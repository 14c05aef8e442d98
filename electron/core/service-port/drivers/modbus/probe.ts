import { decodeRegisters } from '../../../../../shared/service-port/modbus/decodeRegisters.ts';
import { exceptionWords } from '../../../../../shared/service-port/modbus/exceptionWords.ts';
import { requestWords } from '../../../../../shared/service-port/modbus/frameWords.ts';
import type { ModbusRequest } from '../../../../../shared/service-port/modbus/modbusRequest.ts';
import type { ModbusProbe, ModbusProfile } from '../../../../../shared/service-port/profile/modbusProfile.ts';
import { compilePattern } from '../../../../../shared/service-port/profile/pattern/compilePattern.ts';
import { flagsOf, scaled } from './itemValue.ts';
import type { Exchange } from './question.ts';
import { codingOf, type RegisterMap } from './registerMap.ts';

/** Whether an answer is as the profile says, in words for either case. */
export interface ProbeVerdict {
  fits: boolean;
  words: string;
}

export function probeRequest(
  probe: ModbusProbe,
  profile: ModbusProfile,
  map: Pick<RegisterMap, 'wire'>,
): Extract<ModbusRequest, { count: number }> {
  const count = codingOf(probe, profile)?.count ?? 1;
  return { functionCode: probe.fc, address: map.wire(probe.addr), count };
}

/** Whether a probe tells this device from others, as opposed to: something answers. */
export function isTelling({ min, max, oneOf, matches, isMissing }: ModbusProbe): boolean {
  return [min, max, oneOf, matches].some((condition) => condition !== undefined) || isMissing;
}

export function judgeProbe(
  probe: ModbusProbe,
  profile: ModbusProfile,
  request: Extract<ModbusRequest, { count: number }>,
  exchange: Exchange,
): ProbeVerdict {
  const address = `${requestWords(request)} (FC${request.functionCode})`;
  const place = probe.meaning === undefined ? address : `${probe.meaning} in ${address}`;
  if (probe.isMissing)
    return exchange.kind === 'exception'
      ? { fits: true, words: `there is no ${place}, as it should be` }
      : { fits: false, words: `there is ${place}, which this device does not have` };
  switch (exchange.kind) {
    case 'exception':
      return { fits: false, words: `${place} is refused: ${exceptionWords(exchange.code)}` };
    case 'silent':
    case 'unreadable':
      return { fits: false, words: exchange.sentence };
    default: {
      const value = valueOf(probe, profile, exchange.answer);
      if (value === undefined) return { fits: false, words: `${place} holds no value of type ${probe.type}` };
      const trouble = mismatch(probe, value);
      return { fits: trouble === undefined, words: `${place} is ${value}${trouble ?? ''}` };
    }
  }
}

function valueOf(
  probe: ModbusProbe,
  profile: ModbusProfile,
  answer: Extract<Exchange, { kind: 'answer' }>['answer'],
): string | undefined {
  if (answer.kind === 'bits') return answer.bits[0] === true ? '1' : '0';
  const coding = codingOf(probe, profile);
  if (answer.kind !== 'registers' || coding === undefined) return undefined;
  if (probe.type === 'bits' || probe.type === 'bit') return String(flagsOf(answer.registers, coding));
  const value = decodeRegisters(answer.registers, coding);
  switch (value.kind) {
    case 'integer':
      return String(value.integer);
    case 'decimal':
      return scaled(value.decimal, { scale: 1 });
    case 'text':
      return value.text;
    default:
      return undefined;
  }
}

function mismatch({ min, max, oneOf, matches }: ModbusProbe, value: string): string | undefined {
  const number = Number(value);
  if (min !== undefined && !(number >= min)) return `, less than ${min}`;
  if (max !== undefined && !(number <= max)) return `, more than ${max}`;
  if (oneOf !== undefined && !oneOf.includes(number)) return `, none of ${oneOf.join(', ')}`;
  if (matches !== undefined && compilePattern(matches).find(value) === undefined)
    return `, which does not fit ${matches}`;
  return undefined;
}
