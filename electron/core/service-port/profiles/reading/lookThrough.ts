import { isAlias, isCollection, isMap, isPair, isScalar, type Document } from 'yaml';

/** What YAML allows and a profile does not have; by where it stands. */
export interface DocumentSight {
  /** Names that the same part has already. */
  twins: number[];
  /** The first reference to another place. */
  alias?: number;
}

/**
 * Looks through a document once, and keeps as texts what people mean so: to YAML, `8E1` is 80 and `0403` is 403; to people they are a format and
 * a vendor number.
 */
export function lookThrough({ contents }: Document): DocumentSight {
  const sight: DocumentSight = { twins: [] };
  look(contents, sight);
  return sight;
}

function look(node: unknown, sight: DocumentSight): void {
  if (isMap(node)) findTwins(node.items, sight);
  if (isCollection(node)) for (const item of node.items) look(item, sight);
  if (isPair(node)) {
    look(node.key, sight);
    look(node.value, sight);
  }
  if (isAlias(node)) sight.alias ??= node.range?.[0] ?? 0;
  if (!isScalar(node)) return;
  const { value, source } = node;
  if (typeof value === 'number' && source !== undefined && /^(0\d+|\d+[eE]\d+)$/.test(source)) {
    node.value = source;
  }
}

function findTwins(pairs: ReadonlyArray<{ key: unknown }>, sight: DocumentSight): void {
  const names = new Set<string>();
  for (const { key } of pairs) {
    if (!isScalar(key)) continue;
    const name = String(key.value);
    if (names.has(name)) sight.twins.push(key.range?.[0] ?? 0);
    names.add(name);
  }
}
