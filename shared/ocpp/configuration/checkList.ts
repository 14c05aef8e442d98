import { nearestName } from '../../nearestName.ts';
import { itemParts, listItems, mendedItem, wordAmong } from './listItems.ts';
import { PHASES } from './measurands.ts';
import { problem, quoted, type ValueProblem } from './valueProblem.ts';
import type { ValueShape } from './valueShape.ts';

/** `maxItems`: the most that the station says it takes. The gravest problem comes first. */
export function checkList(
  shape: ValueShape,
  value: string,
  maxItems: number | undefined,
): ValueProblem | undefined {
  const items = listItems(value, shape);
  const notAList = truthWord(shape, items);
  if (notAList !== undefined) return notAList;
  for (const item of items) {
    const wrong = checkItem(shape, item);
    if (wrong?.severity === 'error') return wrong;
  }
  if (maxItems !== undefined && items.length > maxItems) {
    const sentence = `The list has ${items.length} items; this station takes ${maxItems} at most.`;
    return problem('error', 'too-many-items', sentence);
  }
  return checkForm(shape, value, items);
}

/** Some stations keep "true" where a list belongs. */
function truthWord(shape: ValueShape, items: readonly string[]): ValueProblem | undefined {
  const [first = ''] = items;
  if (items.length !== 1 || !/^(true|false)$/i.test(first) || shape.values === undefined) return undefined;
  return problem(
    'error',
    'not-a-list',
    `${quoted(first)} is no list; words such as ${examples(shape)} are wanted.`,
  );
}

function checkItem(shape: ValueShape, item: string): ValueProblem | undefined {
  const { values, itemForm, isOpen = false } = shape;
  if (values === undefined) return undefined;
  const { word, extra } = itemParts(item, shape);
  if (wordAmong(word, values) === undefined) {
    return isPartlyConnected(shape, word) ? partlyConnected(word) : unknownWord(shape, word, values);
  }
  if (itemForm === 'measurand' && extra !== undefined && wordAmong(extra, PHASES) === undefined) {
    return problem('error', 'unknown-phase', `${quoted(item)}: there is no phase ${quoted(extra)}.`);
  }
  if (itemForm === 'phase-rotation' && extra === undefined) {
    const sentence = `${quoted(item)} does not say which connector it is about; 1.RST would.`;
    return problem('warning', 'no-connector', sentence);
  }
  if (isOpen || mendedItem(item, shape) === item) return undefined;
  return problem(
    'warning',
    'odd-spelling',
    `The specification spells ${quoted(item)} ${mendedItem(item, shape)}.`,
  );
}

/** `Rxx`: only one phase is connected, and it is R. OCPP 2.0.1 has such words, and stations of 1.6 use them, too. */
function isPartlyConnected({ itemForm }: ValueShape, word: string): boolean {
  return itemForm === 'phase-rotation' && /^(?=.*[RST])[RSTx]{3}$/.test(word);
}

function partlyConnected(word: string): ValueProblem {
  const sentence = `${quoted(word)} has an x for a phase that is not connected; OCPP 1.6 does not know that, OCPP 2.0.1 does.`;
  return problem('info', 'partly-connected', sentence);
}

export function unknownWord(shape: ValueShape, word: string, values: readonly string[]): ValueProblem {
  const near = nearestName(word, values);
  const meant = near === undefined ? '' : ` Did you mean ${near}?`;
  if (shape.isOpen === true) {
    const sentence = `The specification does not know ${quoted(word)}; it may be the maker’s own word.${meant}`;
    return problem('info', 'unknown-word', sentence);
  }
  const kind = shape.itemForm === 'measurand' ? 'measurand' : 'word';
  const known = values.length > 8 ? '' : ` It takes ${values.join(', ')}.`;
  return problem('error', 'unknown-word', `There is no ${kind} ${quoted(word)} here.${meant}${known}`);
}

/** How the list is written; what its words are is settled by now. */
function checkForm(shape: ValueShape, value: string, items: readonly string[]): ValueProblem | undefined {
  for (const item of items) {
    const wrong = checkItem(shape, item);
    if (wrong !== undefined) return wrong;
  }
  const plain = items.join(',');
  const twice = items.find((item, index) => items.indexOf(item) !== index);
  if (twice !== undefined) return problem('warning', 'twice', `${quoted(twice)} stands in the list twice.`);
  if (value === plain) return undefined;
  if (value.replace(/\s+/g, '') === plain.replace(/\s+/g, '')) {
    return problem(
      'warning',
      'spaces',
      'There are spaces in the list, on which some stations and back ends stumble.',
    );
  }
  return problem(
    'warning',
    'odd-list',
    'Items of a list stand between single commas, without quotation marks.',
  );
}

function examples({ values = [], itemForm }: ValueShape): string {
  return itemForm === 'phase-rotation' ? '1.RST' : values.slice(0, 2).join(', ');
}
