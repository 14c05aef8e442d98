import { z } from 'zod';
import { ContractError } from '../../contract/failure.ts';
import {
  configurationOwnerSchema,
  configurationSchema,
  READ_SCOPES,
  READ_WAYS,
  type Configuration,
} from '../configuration.ts';
import { readPartSchema } from '../readPart.ts';
import { configurationItemSchema, type ConfigurationItem } from '../item.ts';
import { CONFIGURATION_KIND, CONFIGURATION_VERSION } from './configurationDocument.ts';
import { entryOf, fileFault, plainOf, textOf, type FileNode, type FileTree } from './fileNode.ts';

const headSchema = z.object({
  station: configurationOwnerSchema,
  readAt: z.iso.datetime(),
  scope: z.enum(READ_SCOPES),
  how: z.enum(READ_WAYS),
  isWhole: z.boolean(),
  parts: z.array(readPartSchema).optional(),
  sentence: z.string(),
  unknown: z.array(z.string()),
  unread: z.array(z.string()),
});

/** A file that Kerbside made; nothing where it is somebody else's. Fails with `invalid-params` and the place. */
export function ownDocument(tree: FileTree): Configuration | undefined {
  const { root } = tree;
  if (textOf(entryOf(root, 'kerbside')) !== undefined) return exported(tree);
  const isReading = entryOf(root, 'owner') !== undefined && entryOf(root, 'items') !== undefined;
  if (!isReading) return undefined;
  const parsed = configurationSchema.safeParse(plainOf(root));
  if (parsed.success) return parsed.data;
  throw fieldFault(tree, root, parsed.error);
}

function exported(tree: FileTree): Configuration {
  const { root } = tree;
  const kind = textOf(entryOf(root, 'kerbside'));
  if (kind !== CONFIGURATION_KIND) {
    throw new ContractError('invalid-params', `This is a file of another kind: ${kind ?? 'unknown'}.`);
  }
  const version = Number(textOf(entryOf(root, 'version')));
  if (version > CONFIGURATION_VERSION) {
    throw new ContractError('invalid-params', `This file was made by a newer Kerbside (version ${version}).`);
  }
  const parsed = headSchema.safeParse(plainOf(root));
  if (!parsed.success) throw fieldFault(tree, root, parsed.error);
  const { station, readAt, ...head } = parsed.data;
  const list = entryOf(root, 'items');
  if (list?.kind !== 'list') throw fileFault(tree, root.offset, 'the list of “items” is missing.');
  return {
    ...head,
    owner: station,
    readAt: Date.parse(readAt),
    items: list.items.map((item) => itemOf(item, tree)),
    issues: [],
    steps: [],
    proof: [],
  };
}

function itemOf(node: FileNode, tree: FileTree): ConfigurationItem {
  const address = textOf(entryOf(node, 'key'));
  if (address === undefined || address === '') throw fileFault(tree, node.offset, 'the item has no “key”.');
  const plain = plainOf(node);
  const value = textOf(entryOf(node, 'value'));
  const fields = typeof plain === 'object' && plain !== null ? plain : {};
  const parsed = configurationItemSchema.safeParse({ ...fields, address, value });
  if (!parsed.success) throw fieldFault(tree, node, parsed.error);
  const { value: told, ...item } = parsed.data;
  return told === undefined ? item : { ...item, value: told };
}

function fieldFault(tree: FileTree, node: FileNode, error: z.ZodError): ContractError {
  const [issue] = error.issues;
  const path = (issue?.path ?? []).map(String);
  let place: FileNode = node;
  for (const step of path) {
    const next = place.kind === 'list' ? place.items[Number(step)] : entryOf(place, step);
    if (next === undefined) break;
    place = next;
  }
  const field = path.length === 0 ? 'it' : `the field “${path.join('.')}”`;
  return fileFault(tree, place.offset, `${field} is missing or not of the right kind.`);
}
