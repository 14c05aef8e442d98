import type { FilterNode, Place } from './filterNode.ts';
import { filterTokens } from './filterTokens.ts';
import { parseFilter } from './parseFilter.ts';

/** One part of a query, all of which must hold. `key` and `values` are there where it is a `key:value`. */
export interface FilterChip extends Place {
  /** As it stands in the query, with what negates it. */
  readonly text: string;
  readonly isNegated: boolean;
  readonly key?: string;
  readonly values?: readonly string[];
}

/** The parts of a query that are joined by *and*, in order; none where it cannot be read or is empty. */
export function chipsOf(query: string): FilterChip[] {
  const parsed = parseFilter(query);
  if ('error' in parsed) return [];
  return topParts(parsed.node).map((node) => chipOf(query, node));
}

/** A query of these parts. */
export function queryOf(parts: readonly string[]): string {
  return parts.join(' ');
}

/** The query without one of its parts. */
export function withoutChip(query: string, chip: Place): string {
  return queryOf(
    chipsOf(query)
      .filter(({ from }) => from !== chip.from)
      .map(({ text }) => text),
  );
}

/** The query with the opposite of one of its parts. */
export function withChipNegated(query: string, chip: Place): string {
  const chips = chipsOf(query);
  return queryOf(chips.map((one) => (one.from === chip.from ? negated(one, chips.length > 1) : one.text)));
}

function negated({ text, isNegated }: FilterChip, hasOthers: boolean): string {
  if (isNegated) return text.replace(/^(?:-|not\s+|not(?=\())\s*/i, '');
  return hasOthers || isOnePart(text) ? `-${text}` : `-(${text})`;
}

/** Whether a minus before it means all of it. */
export function isOnePart(text: string): boolean {
  const parsed = parseFilter(text);
  if ('error' in parsed) return false;
  const { node } = parsed;
  return node.type === 'term' || node.type === 'not' || isInBrackets(node);
}

function isInBrackets(node: FilterNode): boolean {
  return (node.type === 'and' || node.type === 'or') && node.from < (node.parts[0]?.from ?? 0);
}

function topParts(node: FilterNode): readonly FilterNode[] {
  if (node.type === 'all') return [];
  return node.type === 'and' && !isInBrackets(node) ? node.parts : [node];
}

function chipOf(query: string, node: FilterNode): FilterChip {
  const { from, to } = node;
  const text = query.slice(from, to);
  const chip = { from, to, text, isNegated: node.type === 'not' };
  const inner = node.type === 'not' ? node.part : node;
  if (inner.type !== 'term' || inner.term.key === 'payload' || inner.term.key === 'text') return chip;
  const { key } = inner.term;
  const token = filterTokens(query.slice(inner.from, inner.to)).find(({ type }) => type === 'key');
  return token?.type === 'key'
    ? { ...chip, key, values: token.values.map((value) => value.text) }
    : { ...chip, key };
}
