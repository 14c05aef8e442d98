import type { Json } from '../../json.ts';
import type { ConfigurationItem } from '../item.ts';
import { accessOfWord } from './accessWords.ts';
import { entryOf, fileFault, plainOf, textOf, type FileNode, type FileTree } from './fileNode.ts';
import type { ForeignItems } from './foreignItems.ts';
import { messageItems } from './messageItems.ts';

const KEY_NAMES = ['key', 'address', 'name'];
const VALUE_NAMES = ['value', 'attributeValue', 'actual'];
const ACCESS_NAMES = ['access', 'readonly', 'mutability'];
/** What files of other programs wrap their items in, and what a station's answer does (OCPP 1.6 §6.22). */
const WRAPPERS = ['configurationKey', 'configuration', 'items', 'keys', 'settings'];

/**
 * The items of a file that no Kerbside made: `{key: value}`, `[{key, value, readonly}]`, the answer to GetConfiguration, as
 * payload or as frame, or messages of 2.x. Fails with `invalid-params` and the place.
 */
export function foreignItems(tree: FileTree): ForeignItems {
  // What is left out of the tree as nothing is nothing in JSON, too.
  const messages = messageItems(JSON.parse(JSON.stringify(plainOf(tree.root) ?? null)) as Json);
  if (messages !== undefined) return messages;
  const root = payloadOf(tree.root);
  const unknown = entryOf(root, 'unknownKey');
  const list = wrapped(root);
  return {
    items: itemsIn(list, tree),
    unknown: unknown?.kind === 'list' ? unknown.items.flatMap((item) => textOf(item) ?? []) : [],
    notes: [],
  };
}

/** What a frame `[3,"id",{…}]` carries; anything else is itself. */
function payloadOf(root: FileNode): FileNode {
  if (root.kind !== 'list' || textOf(root.items[0]) !== '3') return root;
  return root.items[2] ?? root;
}

function wrapped(root: FileNode): FileNode {
  const inside = entryOf(root, ...WRAPPERS);
  return inside === undefined || inside.kind === 'text' || inside.kind === 'none' ? root : inside;
}

function itemsIn(node: FileNode, tree: FileTree): ConfigurationItem[] {
  if (node.kind === 'list') return node.items.map((item) => listed(item, tree));
  if (node.kind !== 'map') {
    throw fileFault(tree, node.offset, 'this is no configuration: keys with their values are wanted.');
  }
  return node.entries.map(({ key, offset, value }) => {
    if (key === '') throw fileFault(tree, offset, 'the key is missing.');
    if (value.kind === 'map' && VALUE_NAMES.some((name) => entryOf(value, name) !== undefined)) {
      return itemOf(key, value, tree);
    }
    return { address: key, ...valueOf(value, tree) };
  });
}

function listed(node: FileNode, tree: FileTree): ConfigurationItem {
  const key = textOf(entryOf(node, ...KEY_NAMES));
  if (key !== undefined && key !== '') return itemOf(key, node, tree);
  throw fileFault(tree, node.offset, 'this entry names no key; it has to look like {"key": …, "value": …}.');
}

function itemOf(address: string, node: FileNode, tree: FileTree): ConfigurationItem {
  const value = entryOf(node, ...VALUE_NAMES);
  const told = entryOf(node, ...ACCESS_NAMES);
  const word = textOf(told);
  const access = word === undefined ? undefined : accessOfWord(word);
  if (told !== undefined && word !== undefined && access === undefined) {
    throw fileFault(tree, told.offset, `“${word}” does not say whether the key can be written.`);
  }
  return {
    address,
    ...(value === undefined ? {} : valueOf(value, tree)),
    ...(access === undefined ? {} : { access }),
  };
}

function valueOf(node: FileNode, tree: FileTree): { value?: string } {
  if (node.kind === 'text') return { value: node.text };
  if (node.kind === 'none') return {};
  throw fileFault(tree, node.offset, 'a value has to be one text, not a list or several fields.');
}
