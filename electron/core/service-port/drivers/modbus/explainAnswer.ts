import { answerWords } from '../../../../../shared/service-port/modbus/frameWords.ts';
import type { ModbusAnswer } from '../../../../../shared/service-port/modbus/modbusAnswer.ts';
import type { ModbusRequest } from '../../../../../shared/service-port/modbus/modbusRequest.ts';
import { shownItem } from './itemValue.ts';
import { rawWithin } from './readItems.ts';
import type { RegisterMap } from './registerMap.ts';

const MOST_ITEMS = 8;

/** “registers 4-18: state C1, currentL1 16 A, …”: an answer in the words of the profile. */
export function explainAnswer(request: ModbusRequest, answer: ModbusAnswer, { items }: RegisterMap): string {
  if ((answer.kind !== 'registers' && answer.kind !== 'bits') || !('count' in request))
    return answerWords(request, answer);
  const words: string[] = [];
  for (const mapped of items.values()) {
    const raw = rawWithin(mapped, request, answer);
    if (raw === undefined) continue;
    const { item } = mapped;
    const shown = shownItem(mapped, raw);
    const value = item.isSecret ? '***' : 'value' in shown ? shown.value : '?';
    words.push(`${item.title} ${value}${item.unit === undefined ? '' : ` ${item.unit}`}`);
  }
  if (words.length === 0) return answerWords(request, answer);
  const end = request.address + request.count - 1;
  const place = request.count === 1 ? `register ${request.address}` : `registers ${request.address}-${end}`;
  const more = words.length > MOST_ITEMS ? `, and ${words.length - MOST_ITEMS} more` : '';
  return `${place}: ${words.slice(0, MOST_ITEMS).join(', ')}${more}`;
}
