import type { JsonMember, JsonNode } from '../../shared/jsonTree.ts';

/** Adds one step to a JSON pointer (RFC 6901 §3). */
export function pointerTo(pointer: string, step: string | number): string {
  return `${pointer}/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The ids (`lineId`) of everything around a line: what must be unfolded for it to be seen. */
export function pointersAbove(id: string): string[] {
  const [, tree = '', pointer = id] = /^(\d+[#!])(.*)$/s.exec(id) ?? [];
  const steps = pointer.split('/');
  const own = steps.slice(0, -1).map((_, i) => tree.replace('!', '#') + steps.slice(0, i + 1).join('/'));
  return tree === '' ? own : [...own, tree.replace('#', '!')];
}

export interface PointerPlace {
  /** The pointer of what was found: shorter than asked for where the rest is not there. */
  pointer: string;
  isExact: boolean;
  /** The key with its value where it is a member, the value otherwise. */
  start: number;
  end: number;
  /** Where the value alone begins. */
  valueStart: number;
}

function stepInto(node: JsonNode, step: string): JsonMember | JsonNode | undefined {
  // Of repeated keys the last one counts, as in `JSON.parse`, which the core's check has seen.
  if (node.kind === 'object') return node.members.findLast(({ key }) => key === step);
  if (node.kind === 'array' && /^\d+$/.test(step)) return node.items[Number(step)];
  return undefined;
}

/** Finds what a JSON pointer means, or the nearest thing around it: a missing property is shown at its owner. */
export function findPointer(root: JsonNode, pointer: string): PointerPlace {
  let found: JsonMember | JsonNode = root;
  let at = '';
  let isExact = true;
  for (const part of pointer.split('/').slice(1)) {
    const step = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const next = stepInto('value' in found ? found.value : found, step);
    if (next === undefined) {
      isExact = false;
      break;
    }
    found = next;
    at = pointerTo(at, step);
  }
  const valueStart = 'value' in found ? found.value.start : found.start;
  return { pointer: at, isExact, start: found.start, end: found.end, valueStart };
}
