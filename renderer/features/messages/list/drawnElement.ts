/** Attributes of an element by name; one that is undefined is not there. */
export type Attributes = Readonly<Record<string, string | undefined>>;

/** An element that is written anew many times a second: only what differs from before touches the document. */
export class DrawnElement {
  readonly element: HTMLElement;
  #attributes: Attributes = {};

  constructor(name: 'div' | 'span', role: string | undefined, className: string) {
    this.element = document.createElement(name);
    if (role !== undefined) this.element.setAttribute('role', role);
    if (className !== '') this.element.className = className;
  }

  set(attributes: Attributes): void {
    const before = this.#attributes;
    for (const name of Object.keys(attributes)) {
      const value = attributes[name];
      if (before[name] === value) continue;
      if (value === undefined) this.element.removeAttribute(name);
      else this.element.setAttribute(name, value);
    }
    for (const name of Object.keys(before)) {
      if (before[name] !== undefined && !(name in attributes)) this.element.removeAttribute(name);
    }
    this.#attributes = attributes;
  }
}

/** A text of its own inside an element. */
export class DrawnText {
  readonly node = document.createTextNode('');
  #text = '';

  set(text: string): void {
    if (text === this.#text) return;
    this.#text = text;
    this.node.data = text;
  }
}

/** A part of a cell that is seldom there, or seldom another: made anew where its key changes. */
export class DrawnPart {
  readonly #parent: HTMLElement;
  readonly #before: Node | null;
  #key = '';
  #nodes: readonly HTMLElement[] = [];

  /** The part stands in front of `before`, or at the end. */
  constructor(parent: HTMLElement, before: Node | null = null) {
    this.#parent = parent;
    this.#before = before;
  }

  set(key: string, make: () => readonly HTMLElement[]): void {
    if (key === this.#key) return;
    this.#key = key;
    for (const node of this.#nodes) node.remove();
    this.#nodes = key === '' ? [] : make();
    for (const node of this.#nodes) this.#parent.insertBefore(node, this.#before);
  }
}

export function spanOf(text: string, className = ''): HTMLElement {
  const span = document.createElement('span');
  if (className !== '') span.className = className;
  span.textContent = text;
  return span;
}

/** A sign for the eye, which is not read out. */
export function signOf(sign: string): HTMLElement {
  const span = spanOf(sign);
  span.setAttribute('aria-hidden', 'true');
  return span;
}
