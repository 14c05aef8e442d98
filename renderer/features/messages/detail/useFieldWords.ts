import { stepsOf } from '../../../../shared/ocpp/fieldMeanings/fieldAt.ts';
import type { JsonNode } from '../../../../shared/jsonTree.ts';
import { nearIn } from './payloadPlace.ts';
import type { ShownField } from './readField.ts';
import { useValueWords } from './useValueWords.ts';

/** Says a value of a payload in units of a person; nothing for what has no other words. */
export function useFieldWords(text: string, root: JsonNode): (field: ShownField) => string | undefined {
  const sayValue = useValueWords();
  return ({ pointer, value, isOfPayload }) => {
    const name = stepsOf(pointer).findLast((step) => !/^\d+$/.test(step));
    if (!isOfPayload || value === undefined || name === undefined) return undefined;
    return sayValue({ name, value, near: nearIn(text, root, pointer) });
  };
}
