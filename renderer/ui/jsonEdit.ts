import { prettyJson } from './jsonLines.ts';
import type { JsonArrayNode, JsonMember, JsonNode, JsonObjectNode } from '../../shared/jsonTree.ts';

/**
 * Edits of a JSON text at its places. What is not edited stays as it was written: the digits of long numbers, and
 * members that nobody knows. Each function takes the text from which the node was read and gives the text after it.
 * Adding, removing and moving lays the text out again.
 */

/** Another value in the place of a node; `source` is JSON. */
export function replaceValue(text: string, node: JsonNode, source: string): string {
  return text.slice(0, node.start) + source + text.slice(node.end);
}

/** The member of a name that counts: the last one, as in `JSON.parse`. */
export function memberOf(object: JsonObjectNode, key: string): JsonMember | undefined {
  return object.members.findLast((member) => member.key === key);
}

/** Sets a member, or adds it at its place in `order`, which lists the names of all members that may be there. */
export function setMember(
  text: string,
  object: JsonObjectNode,
  key: string,
  source: string,
  order: readonly string[],
): string {
  const known = memberOf(object, key);
  if (known !== undefined) return replaceValue(text, known.value, source);
  const rank = order.indexOf(key);
  const later = object.members.findIndex((member) => {
    const other = order.indexOf(member.key);
    return rank !== -1 && (other > rank || other === -1);
  });
  const sources = object.members.map((member) => sourceOf(text, member));
  const at = later === -1 ? sources.length : later;
  return laidOut(
    replaceValue(text, object, `{${sources.toSpliced(at, 0, `${JSON.stringify(key)}:${source}`).join(',')}}`),
  );
}

/** Without all members of a name. */
export function removeMember(text: string, object: JsonObjectNode, key: string): string {
  const kept = object.members.filter((member) => member.key !== key);
  return laidOut(replaceValue(text, object, `{${kept.map((member) => sourceOf(text, member)).join(',')}}`));
}

export function appendItem(text: string, array: JsonArrayNode, source: string): string {
  return withItems(text, array, [...array.items.map((item) => sourceOf(text, item)), source]);
}

export function removeItem(text: string, array: JsonArrayNode, index: number): string {
  return withItems(text, array, array.items.map((item) => sourceOf(text, item)).toSpliced(index, 1));
}

/** Moves an item to the place that `to` has before the move. */
export function moveItem(text: string, array: JsonArrayNode, from: number, to: number): string {
  const sources = array.items.map((item) => sourceOf(text, item));
  const [moved] = sources.slice(from, from + 1);
  if (moved === undefined) return text;
  return withItems(text, array, sources.toSpliced(from, 1).toSpliced(to, 0, moved));
}

function withItems(text: string, array: JsonArrayNode, sources: readonly string[]): string {
  return laidOut(replaceValue(text, array, `[${sources.join(',')}]`));
}

export function sourceOf(text: string, { start, end }: { start: number; end: number }): string {
  return text.slice(start, end);
}

function laidOut(text: string): string {
  return prettyJson(text) ?? text;
}
