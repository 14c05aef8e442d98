import { stepsOf } from '../../../../shared/ocpp/fieldMeanings/fieldAt.ts';
import { findPointer } from '../../../ui/jsonPointer.ts';
import type { JsonNode } from '../../../../shared/jsonTree.ts';

/** A JSON pointer as people write a path: `meterValue[0].sampledValue[1].value`. */
export function shownPath(pointer: string): string {
  return pathOf(stepsOf(pointer), (index) => `[${index}]`);
}

/** The same in the filter language, where any entry of a list will do: `payload.meterValue[*].timestamp`. */
export function filterPath(pointer: string): string {
  const path = pathOf(stepsOf(pointer), () => '[*]');
  return path.startsWith('[') ? `payload${path}` : `payload.${path}`;
}

function pathOf(steps: readonly string[], entry: (index: string) => string): string {
  return steps
    .map((step, i) => {
      if (/^\d+$/.test(step)) return entry(step);
      const name = /^[\w$-]+$/.test(step) ? step : JSON.stringify(step);
      return i === 0 ? name : `.${name}`;
    })
    .join('');
}

/** A scalar as its text, without quotation marks; nothing for objects and lists. */
export function scalarText(text: string, node: JsonNode | undefined): string | undefined {
  if (node === undefined || node.kind === 'object' || node.kind === 'array') return undefined;
  const source = text.slice(node.start, node.end);
  return node.kind === 'string' ? (JSON.parse(source) as string) : source;
}

/** What stands near a value: in its object, else in the nearest object around that has it. `a.b` is inside `a`. */
export function nearIn(text: string, root: JsonNode, pointer: string): (name: string) => string | undefined {
  const owners = ownersOf(root, pointer);
  return (name) => {
    for (const owner of owners) {
      let node: JsonNode | undefined = owner;
      for (const step of name.split('.')) node = memberOf(node, step);
      const found = scalarText(text, node);
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

/** The objects around a value, the nearest first. */
function ownersOf(root: JsonNode, pointer: string): JsonNode[] {
  const owners: JsonNode[] = [root];
  let node: JsonNode | undefined = root;
  for (const step of stepsOf(pointer).slice(0, -1)) {
    node = memberOf(node, step);
    if (node === undefined) break;
    owners.push(node);
  }
  return owners.filter(({ kind }) => kind === 'object').toReversed();
}

function memberOf(node: JsonNode | undefined, step: string): JsonNode | undefined {
  // Of repeated keys the last one counts, as everywhere.
  if (node?.kind === 'object') return node.members.findLast(({ key }) => key === step)?.value;
  return node?.kind === 'array' ? node.items[Number(step)] : undefined;
}

/** The text of a place as it was sent. */
export function sourceAt(text: string, root: JsonNode, pointer: string): string {
  const { valueStart, end } = findPointer(root, pointer);
  return text.slice(valueStart, end);
}
