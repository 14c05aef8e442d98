import type { JsonNode, JsonObjectNode } from '../../jsonTree.ts';
import { jsonString } from './decoded.ts';
import type { SecretKind } from './keyMeaning.ts';
import { isNameField, isPlainField, isValueField, type Leaf } from './leaf.ts';
import type { NameMeanings } from './nameMeanings.ts';

interface Place {
  /** Of the field that the value is in. */
  meaning: SecretKind | undefined;
  /** Of the configuration key or variable that the value belongs to. */
  entry: SecretKind | undefined;
  isPlain: boolean;
  parent: string;
}

const TOP: Place = { meaning: undefined, entry: undefined, isPlain: false, parent: '' };

/**
 * Every value of a JSON text with what its field says about it. A frame of OCPP-J keeps its message id, its action and
 * its error code.
 */
export function jsonLeaves(text: string, root: JsonNode, names: NameMeanings): Leaf[] {
  const reader = new LeafReader(text, names);
  reader.read(root);
  return reader.leaves;
}

/** The message type of a frame, or nothing for other JSON. */
function frameType(text: string, root: JsonNode): string | undefined {
  if (root.kind !== 'array') return undefined;
  const [type, id] = root.items;
  if (type === undefined || id?.kind !== 'string') return undefined;
  const written = text.slice(type.start, type.end).replaceAll('"', '');
  return /^[2-6]$/.test(written) ? written : undefined;
}

class LeafReader {
  readonly leaves: Leaf[] = [];
  readonly #text: string;
  readonly #names: NameMeanings;

  constructor(text: string, names: NameMeanings) {
    this.#text = text;
    this.#names = names;
  }

  read(root: JsonNode): void {
    const type = frameType(this.#text, root);
    if (type === undefined || root.kind !== 'array') return this.#node(root, TOP);
    // [2, id, action, payload], [3, id, payload], [4, id, code, description, details]
    for (const [index, item] of root.items.entries()) {
      if (index >= (type === '3' ? 2 : 3)) this.#node(item, TOP);
    }
  }

  #node(node: JsonNode, place: Place): void {
    switch (node.kind) {
      case 'object':
        return this.#object(node, place);
      case 'array':
        for (const item of node.items) this.#node(item, place);
        return;
      case 'string':
        return this.#leaf(node.start + 1, node.end - 1, place, false);
      case 'number':
        return this.#leaf(node.start, node.end, place, true);
      default:
    }
  }

  #leaf(start: number, end: number, { meaning, isPlain }: Place, isNumber: boolean): void {
    const decoded = jsonString(this.#text, start, end);
    this.leaves.push({ decoded, meaning, isNumber, isPlain, isName: false });
  }

  #object(node: JsonObjectNode, place: Place): void {
    const entry = this.#entryOf(node) ?? place.entry;
    for (const { key, value, start, keyEnd } of node.members) {
      const decoded = jsonString(this.#text, start + 1, keyEnd - 1);
      this.leaves.push({ decoded, meaning: undefined, isNumber: false, isPlain: false, isName: true });
      const isValue = isValueField(key);
      this.#node(value, {
        meaning: this.#meaningOf(key, place.parent) ?? (isValue ? entry : undefined),
        entry: isValue ? entry : undefined,
        isPlain: place.isPlain || isPlainField(key),
        parent: key,
      });
    }
  }

  #meaningOf(key: string, parent: string): SecretKind | undefined {
    // The shared secret of a VPN is just called `key` (OCPP 2.0.1, VPNType).
    if (key === 'key' && parent.toLowerCase() === 'vpn') return 'secret';
    return this.#names.of(key);
  }

  /** What the key or variable that an object names is. */
  #entryOf(node: JsonObjectNode): SecretKind | undefined {
    for (const { key, value } of node.members) {
      if (!isNameField(key)) continue;
      const meaning = value.kind === 'object' ? this.#entryOf(value) : this.#named(value);
      if (meaning !== undefined) return meaning;
    }
    return undefined;
  }

  #named(value: JsonNode): SecretKind | undefined {
    if (value.kind !== 'string') return undefined;
    return this.#names.of(jsonString(this.#text, value.start + 1, value.end - 1).text);
  }
}
