import type { JsonMember, JsonNode, JsonObjectNode } from '../../../../shared/jsonTree.ts';
import type { Change, DiffLine } from './diffLine.ts';

/** A part of a JSON text. */
export interface JsonPart {
  text: string;
  node: JsonNode;
}

type Container = Exclude<JsonNode, { kind: 'string' | 'number' | 'literal' }>;

/**
 * What differs between two payloads, line by line. Values are compared as written, so that a number beyond 2^53 that
 * differs in its last digit does differ; strings by what they say. Members are found by their key, wherever they stand
 * in the object; of a repeated key the first belongs to the first. Items are compared by their place.
 */
export function jsonDiff(left: JsonPart, right: JsonPart): DiffLine[] {
  const lines: DiffLine[] = [];
  new JsonComparison(left.text, right.text, lines).compare(left.node, right.node, 0, undefined);
  return lines;
}

class JsonComparison {
  readonly #left: string;
  readonly #right: string;
  readonly #lines: DiffLine[];

  constructor(left: string, right: string, lines: DiffLine[]) {
    this.#left = left;
    this.#right = right;
    this.#lines = lines;
  }

  compare(left: JsonNode, right: JsonNode, depth: number, key: string | undefined): void {
    if (isContainer(left) && isContainer(right) && left.kind === right.kind) {
      return this.#containers(left, right, depth, key);
    }
    if (isContainer(left) || isContainer(right)) {
      this.#whole('removed', left, depth, key);
      this.#whole('added', right, depth, key);
      return;
    }
    const [one, other] = [sourceOf(this.#left, left), sourceOf(this.#right, right)];
    const isSame = one === other || isSameText(one, other, left, right);
    this.#add({ change: isSame ? 'same' : 'changed', depth, left: one, right: other, role: 'value' }, key);
  }

  #containers(left: Container, right: Container, depth: number, key: string | undefined): void {
    const [opening, closing] = brackets(left);
    this.#add({ change: 'same', depth, left: opening, right: opening, role: 'open' }, key);
    if (left.kind === 'object' && right.kind === 'object') this.#members(left, right, depth + 1);
    else if (left.kind === 'array' && right.kind === 'array') this.#items(left.items, right.items, depth + 1);
    this.#add({ change: 'same', depth, left: closing, right: closing, role: 'close' }, undefined);
  }

  #members(left: JsonObjectNode, right: JsonObjectNode, depth: number): void {
    const there = byKey(right);
    for (const [name, member] of byKey(left)) {
      const other = there.get(name);
      there.delete(name);
      const key = keyOf(this.#left, member);
      if (other === undefined) this.#whole('removed', member.value, depth, key);
      else this.compare(member.value, other.value, depth, key);
    }
    for (const member of there.values()) {
      this.#whole('added', member.value, depth, keyOf(this.#right, member));
    }
  }

  #items(left: readonly JsonNode[], right: readonly JsonNode[], depth: number): void {
    for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
      const [one, other] = [left[at], right[at]];
      if (one !== undefined && other !== undefined) this.compare(one, other, depth, undefined);
      else if (one !== undefined) this.#whole('removed', one, depth, undefined);
      else if (other !== undefined) this.#whole('added', other, depth, undefined);
    }
  }

  /** Everything of a part that only one side has. */
  #whole(change: 'added' | 'removed', node: JsonNode, depth: number, key: string | undefined): void {
    const side = change === 'added' ? 'right' : 'left';
    const text = change === 'added' ? this.#right : this.#left;
    if (!isContainer(node)) {
      this.#add({ change, depth, [side]: sourceOf(text, node), role: 'value' }, key);
      return;
    }
    const [opening, closing] = brackets(node);
    this.#add({ change, depth, [side]: opening, role: 'open' }, key);
    if (node.kind === 'object') {
      for (const member of node.members) this.#whole(change, member.value, depth + 1, keyOf(text, member));
    } else for (const item of node.items) this.#whole(change, item, depth + 1, undefined);
    this.#add({ change, depth, [side]: closing, role: 'close' }, undefined);
  }

  #add(line: Omit<DiffLine, 'key'> & { change: Change }, key: string | undefined): void {
    this.#lines.push(key === undefined ? line : { ...line, key });
  }
}

/** An empty object or list is a value like any other: it takes one line. */
function isContainer(node: JsonNode): node is Container {
  return (
    (node.kind === 'object' && node.members.length > 0) || (node.kind === 'array' && node.items.length > 0)
  );
}

function brackets(node: Container): [opening: string, closing: string] {
  return node.kind === 'object' ? ['{', '}'] : ['[', ']'];
}

function sourceOf(text: string, node: JsonNode): string {
  if (node.kind === 'object') return '{}';
  return node.kind === 'array' ? '[]' : text.slice(node.start, node.end);
}

/** The same words, though one side escapes characters that the other does not. */
function isSameText(one: string, other: string, left: JsonNode, right: JsonNode): boolean {
  return left.kind === 'string' && right.kind === 'string' && JSON.parse(one) === JSON.parse(other);
}

function keyOf(text: string, member: JsonMember): string {
  return text.slice(member.start, member.keyEnd);
}

/** Members by their key and how often it came before. */
function byKey({ members }: JsonObjectNode): Map<string, JsonMember> {
  const found = new Map<string, JsonMember>();
  const counts = new Map<string, number>();
  for (const member of members) {
    const count = counts.get(member.key) ?? 0;
    counts.set(member.key, count + 1);
    found.set(`${count} ${member.key}`, member);
  }
  return found;
}
