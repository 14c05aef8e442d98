import { assertNever } from '../../../assertNever.ts';
import { dot, escapedSet, readEscape, singleCharacter } from './characterSets.ts';
import type { CharacterSet, PatternNode } from './patternNode.ts';
import { PatternReader } from './patternReader.ts';

/** Groups in groups beyond this are no pattern of a person. */
const DEEPEST = 20;

/**
 * Reads the part of JavaScript's regular expressions that can be run in a time that grows only with the text. Fails with
 * `PatternFault`, which says what is not allowed: references back, looking around, repeating what repeats without end.
 */
export function parsePattern(source: string): PatternNode {
  const reader = new PatternReader(source);
  const names = new Set<string>();
  const node = parseChoice(reader, names, 0);
  if (!reader.isAtEnd) throw reader.fault('a “)” has no “(” before it');
  return node;
}

function parseChoice(reader: PatternReader, names: Set<string>, depth: number): PatternNode {
  const nodes = [parseSequence(reader, names, depth)];
  while (reader.takes('|')) nodes.push(parseSequence(reader, names, depth));
  const [only] = nodes;
  return nodes.length === 1 && only !== undefined ? only : { kind: 'choice', nodes };
}

function parseSequence(reader: PatternReader, names: Set<string>, depth: number): PatternNode {
  const nodes: PatternNode[] = [];
  while (!reader.isAtEnd && !reader.sees('|') && !reader.sees(')')) {
    nodes.push(parseRepeat(reader, parseAtom(reader, names, depth)));
  }
  return { kind: 'sequence', nodes };
}

function parseAtom(reader: PatternReader, names: Set<string>, depth: number): PatternNode {
  const char = reader.take();
  switch (char) {
    case '(':
      return parseGroup(reader, names, depth);
    case '[':
      return { kind: 'set', set: parseClass(reader) };
    case '.':
      return { kind: 'set', set: dot() };
    case '^':
      return { kind: 'anchor', anchor: 'start' };
    case '$':
      return { kind: 'anchor', anchor: 'end' };
    case '\\':
      return parseEscape(reader);
    case '*':
    case '+':
    case '?':
      throw reader.fault(`“${char}” has nothing before it to repeat`);
    default:
      return { kind: 'set', set: singleCharacter(char) };
  }
}

function parseGroup(reader: PatternReader, names: Set<string>, depth: number): PatternNode {
  if (depth >= DEEPEST) throw reader.fault(`groups are nested deeper than ${DEEPEST}`);
  const head = parseGroupHead(reader);
  if (head.name !== undefined && names.has(head.name)) {
    throw reader.fault(`two groups are named “${head.name}”`);
  }
  if (head.name !== undefined) names.add(head.name);
  const node = parseChoice(reader, names, depth + 1);
  if (!reader.takes(')')) throw reader.fault('a “(” has no “)” after it');
  return { kind: 'group', name: head.name, node };
}

function parseGroupHead(reader: PatternReader): { name: string | undefined } {
  if (!reader.takes('?')) return { name: undefined };
  if (reader.takes(':')) return { name: undefined };
  const named = reader.takesMatch(/<([A-Za-z_][A-Za-z0-9_]*)>/y);
  if (named !== undefined) return { name: named[1] };
  if (reader.takesMatch(/<?[=!]/y) !== undefined) {
    throw reader.fault('looking ahead or behind, “(?=” and the like, is not allowed');
  }
  throw reader.fault('after “(?” only “:” and “<name>” are known');
}

function parseEscape(reader: PatternReader): PatternNode {
  if (reader.isAtEnd) throw reader.fault('a “\\” stands at the end');
  if (reader.takes('b')) return { kind: 'anchor', anchor: 'boundary' };
  if (reader.takes('B')) return { kind: 'anchor', anchor: 'no-boundary' };
  if (reader.takesMatch(/[1-9]|k</y) !== undefined) {
    throw reader.fault('references back to a group, “\\1”, are not allowed');
  }
  const set = escapedSet(reader.peek());
  if (set !== undefined) {
    reader.take();
    return { kind: 'set', set };
  }
  return { kind: 'set', set: singleCharacter(readEscape(reader)) };
}

function parseClass(reader: PatternReader): CharacterSet {
  const isNegated = reader.takes('^');
  const ranges: Array<readonly [number, number]> = [];
  while (!reader.takes(']')) {
    if (reader.isAtEnd) throw reader.fault('a “[” has no “]” after it');
    const first = classMember(reader);
    if (typeof first !== 'number') {
      ranges.push(...first.ranges);
      continue;
    }
    const isRange = reader.sees('-') && !reader.sees('-]');
    if (!isRange) {
      ranges.push([first, first]);
      continue;
    }
    reader.take();
    const last = classMember(reader);
    if (typeof last !== 'number') throw reader.fault('a range “a-b” ends in a set of characters');
    if (last < first) throw reader.fault('a range “a-b” goes backwards');
    ranges.push([first, last]);
  }
  return { ranges, isNegated };
}

/** One character by its code, or a set such as `\d`. */
function classMember(reader: PatternReader): number | CharacterSet {
  const char = reader.take();
  if (char === '') throw reader.fault('a “[” has no “]” after it');
  if (char !== '\\') return char.charCodeAt(0);
  const set = escapedSet(reader.peek());
  if (set === undefined) return reader.takes('b') ? 8 : readEscape(reader).charCodeAt(0);
  reader.take();
  if (set.isNegated) throw reader.fault('“\\D”, “\\S” and “\\W” cannot stand in “[…]”');
  return set;
}

function parseRepeat(reader: PatternReader, node: PatternNode): PatternNode {
  const times = repeatTimes(reader);
  if (times === undefined) return node;
  if (node.kind === 'anchor') throw reader.fault('“^”, “$” and “\\b” cannot be repeated');
  if (times.max === Infinity && repeatsWithoutEnd(node)) {
    throw reader.fault('it repeats without end what itself repeats without end, as “(a+)+” does');
  }
  const isLazy = reader.takes('?');
  if (repeatTimes(reader) !== undefined) throw reader.fault('two signs of repetition follow each other');
  return { kind: 'repeat', node, ...times, isLazy };
}

function repeatTimes(reader: PatternReader): { min: number; max: number } | undefined {
  if (reader.takes('*')) return { min: 0, max: Infinity };
  if (reader.takes('+')) return { min: 1, max: Infinity };
  if (reader.takes('?')) return { min: 0, max: 1 };
  const braces = reader.takesMatch(/\{(\d{1,4})(,(\d{1,4})?)?\}/y);
  if (braces === undefined) return undefined;
  const min = Number(braces[1]);
  const hasComma = braces[2] !== undefined;
  const max = hasComma ? (braces[3] === undefined ? Infinity : Number(braces[3])) : min;
  if (max < min) throw reader.fault('a repetition {n,m} has its larger number first');
  return { min, max };
}

function repeatsWithoutEnd(node: PatternNode): boolean {
  switch (node.kind) {
    case 'set':
    case 'anchor':
      return false;
    case 'sequence':
    case 'choice':
      return node.nodes.some(repeatsWithoutEnd);
    case 'group':
      return repeatsWithoutEnd(node.node);
    case 'repeat':
      return node.max === Infinity || repeatsWithoutEnd(node.node);
    default:
      return assertNever(node);
  }
}
