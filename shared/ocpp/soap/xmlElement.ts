export interface XmlAttribute {
  /** Without its prefix. */
  name: string;
  prefix: string;
  value: string;
}

/**
 * An element with its namespaces resolved. `name` is the local name; `namespace` is absent where there is none, or
 * where the prefix was never declared. `text` is all text directly inside, with references resolved.
 */
export interface XmlElement {
  name: string;
  prefix: string;
  namespace?: string;
  isPrefixUndeclared: boolean;
  attributes: readonly XmlAttribute[];
  children: readonly XmlElement[];
  text: string;
}

/** The first child with a local name, whatever the case of its letters. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  const wanted = name.toLowerCase();
  return element?.children.find((child) => child.name.toLowerCase() === wanted);
}

export function childrenOf(element: XmlElement | undefined, name: string): XmlElement[] {
  const wanted = name.toLowerCase();
  return element?.children.filter((child) => child.name.toLowerCase() === wanted) ?? [];
}

/** An element and everything inside, outer ones first. */
export function* allElements(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of element.children) yield* allElements(child);
}
