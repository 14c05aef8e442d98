import type { ItemWrite } from '../../../../../shared/service-port/driverItem.ts';
import { wishTrouble } from '../../../../../shared/service-port/lines/itemText.ts';
import type { RapiItemSpec } from '../../../../../shared/service-port/rapi/rapiItem.ts';
import type { RapiAnswer } from './rapiLink.ts';

/** What the read-back told: the value, or why there is none. */
export type ReadBack = { value: string } | { trouble: string; isUnanswered: boolean } | undefined;

/** Why a value must not be sent to an item; nothing where it may. */
export function valueTrouble({ item }: RapiItemSpec, value: string): string | undefined {
  if (item.type === 'boolean') {
    return value === 'true' || value === 'false' ? undefined : 'It takes only true and false.';
  }
  if (item.type === 'choice') {
    const values = item.choices?.map((choice) => choice.value) ?? [];
    return values.includes(value) ? undefined : `It takes only: ${values.join(', ')}.`;
  }
  const { min, max, also, unit } = item;
  return wishTrouble(value, { key: item.key, type: item.type, unit }, { min, max, also });
}

/** What became of a write, by the answer and by what was read back. */
export function verdictOf(
  spec: RapiItemSpec,
  wanted: string,
  answer: RapiAnswer,
  readBack: ReadBack,
): Pick<ItemWrite, 'verdict' | 'sentence'> {
  const { item, write } = spec;
  if (readBack !== undefined && 'value' in readBack) {
    const isSame = write?.isSame?.(wanted, readBack.value) ?? isSameValue(wanted, readBack.value);
    return isSame ? written(item.title, answer) : other(spec, wanted, answer, readBack.value);
  }
  const trouble = readBack === undefined ? '' : ` It could not be read back: ${readBack.trouble}`;
  if (answer.kind === 'no-answer') {
    return {
      verdict: 'no-answer',
      sentence: `${unanswered(answer.cause)} The change may hold or not.${trouble}`,
    };
  }
  if (answer.kind === 'refused')
    return { verdict: 'refused', sentence: `${refusal(spec, answer)}${trouble}` };
  const why = readBack === undefined ? 'This cannot be read back.' : trouble.trim();
  return { verdict: 'unproven', sentence: `The charger said OK. ${why}` };
}

function written(title: string, answer: RapiAnswer): Pick<ItemWrite, 'verdict' | 'sentence'> {
  const but =
    answer.kind === 'ok'
      ? ''
      : answer.kind === 'refused'
        ? ' The charger answered with a refusal, but the value is there.'
        : ' Its answer was lost, but the value is there.';
  return { verdict: 'written', sentence: `${title} was written and read back.${but}` };
}

function other(
  spec: RapiItemSpec,
  wanted: string,
  answer: RapiAnswer,
  readBack: string,
): Pick<ItemWrite, 'verdict' | 'sentence'> {
  const unit = spec.item.unit === undefined ? '' : ` ${spec.item.unit}`;
  const holds = `It now reads ${readBack}${unit}, not ${wanted}${unit}.`;
  if (answer.kind === 'refused') return { verdict: 'refused', sentence: `${refusal(spec, answer)} ${holds}` };
  if (answer.kind === 'no-answer') {
    return { verdict: 'different', sentence: `${unanswered(answer.cause)} ${holds} It was not sent again.` };
  }
  return {
    verdict: 'different',
    sentence: `The charger said OK, but ${holds.slice(0, 1).toLowerCase()}${holds.slice(1)}`,
  };
}

function refusal({ write }: RapiItemSpec, { isDamagedThere }: { isDamagedThere: boolean }): string {
  if (isDamagedThere) return 'The command arrived damaged, and the charger did not take it.';
  const why = write?.refusal === undefined ? '' : ` ${write.refusal}`;
  return `The charger refused ($NK). It says so whether it does not know the command, was built without it, or does not take the value now.${why}`;
}

function isSameValue(wanted: string, readBack: string): boolean {
  if (wanted === readBack) return true;
  const isNumber = /^-?\d+(\.\d+)?$/;
  return isNumber.test(wanted) && isNumber.test(readBack) && Number(wanted) === Number(readBack);
}

/** What it means that no answer came. */
export function unanswered(cause: Extract<RapiAnswer, { kind: 'no-answer' }>['cause']): string {
  switch (cause) {
    case 'restarted':
      return 'The charger restarted before it answered.';
    case 'damaged':
      return 'The answer arrived damaged.';
    case 'cut':
      return 'Only a part of the answer came.';
    case 'stranger':
      return 'Only answers to something else came.';
    default:
      return 'The charger did not answer.';
  }
}
