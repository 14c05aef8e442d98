import { z } from 'zod';
import { ContractError } from '../../contract/failure.ts';
import { keyIdentity } from '../../ocpp/configuration/keySpelling.ts';
import { OCPP_VERSIONS, type OcppVersion } from '../../ocpp/version.ts';
import type { Configuration, ConfigurationOwner } from '../configuration.ts';
import type { ConfigurationItem } from '../item.ts';
import { readPartSchema } from '../readPart.ts';
import { parseVariableAddress } from '../variableAddress.ts';
import type { ConfigurationFormat } from './configurationFormatIds.ts';
import { csvItems } from './csvItems.ts';
import type { FileTree } from './fileNode.ts';
import { jsonFileTree } from './jsonFileTree.ts';
import { foreignItems } from './nodeItems.ts';
import { ownDocument } from './ownDocument.ts';
import { yamlFileTree } from './yamlFileTree.ts';

/** A configuration out of a file. `isOwnerKnown`: the file says of which charger it is. */
export interface ParsedConfiguration {
  configuration: Configuration;
  format: ConfigurationFormat;
  isOwnerKnown: boolean;
  /** What is odd about the file, for the technician. */
  notes: string[];
}

/** For whom the file is, where it does not say so. */
export interface ParseContext {
  stationId?: string | undefined;
  version?: OcppVersion | undefined;
}

/** As many as the largest device models have, several times over. */
const MOST_ITEMS = 100_000;

/** Reads a file by its content. Fails with `invalid-params`, with the place in words. */
export function parseConfiguration(text: string, context: ParseContext = {}): ParsedConfiguration {
  const plain = text.replace(/^\uFEFF/, '');
  if (plain.trim() === '') throw new ContractError('invalid-params', 'The file is empty.');
  const format = formatOf(plain);
  const parsed = format === 'csv' ? ofTable(plain, context) : ofTree(treeOf(plain, format), context);
  const { items } = parsed.configuration;
  if (items.length > MOST_ITEMS) {
    throw new ContractError('invalid-params', `The file holds more than ${MOST_ITEMS} items.`);
  }
  const { configuration, isOwnerKnown, notes = [] } = parsed;
  return { configuration, isOwnerKnown, format, notes: [...notes, ...twinNotes(items)] };
}

const FIRST_WORDS = /^(?:\s|#[^\n]*\n|---[^\n]*\n|%[^\n]*\n)*([^\r\n]*)/;
const YAML_LINE = /^\s*(?:-\s+)?(?:"[^"]*"|'[^']*'|[^\s,;|"'][^,;|\t]*?)\s*:(?:\s|$)|^\s*-\s/;

function formatOf(text: string): ConfigurationFormat {
  if (/^\s*(?:[{[]|\/[/*])/.test(text)) return 'json';
  return YAML_LINE.test(FIRST_WORDS.exec(text)?.[1] ?? '') ? 'yaml' : 'csv';
}

function treeOf(text: string, format: 'json' | 'yaml'): FileTree {
  return format === 'json' ? jsonFileTree(text) : yamlFileTree(text);
}

type Found = Pick<ParsedConfiguration, 'configuration' | 'isOwnerKnown'> & { notes?: string[] };

function ofTree(tree: FileTree, context: ParseContext): Found {
  const own = ownDocument(tree);
  if (own !== undefined) return { configuration: own, isOwnerKnown: true };
  const { items, unknown, notes } = foreignItems(tree);
  if (items.length === 0) throw new ContractError('invalid-params', 'The file holds no keys.');
  const configuration = foreign(items, ownerOf({}, items, context), unknown);
  return { configuration, isOwnerKnown: false, notes };
}

function ofTable(text: string, context: ParseContext): Found {
  const { items, about } = csvItems(text);
  const readAt = Date.parse(about['readat'] ?? '');
  const parts = partsIn(about['parts']);
  const configuration = {
    ...foreign(items, ownerOf(about, items, context)),
    ...(parts === undefined ? {} : { parts }),
  };
  return {
    configuration: Number.isNaN(readAt) ? configuration : { ...configuration, readAt },
    isOwnerKnown: (about['station'] ?? '') !== '',
  };
}

/** What was asked for, where a table of ours says that it was not everything. */
function partsIn(text = ''): Configuration['parts'] {
  if (text === '') return undefined;
  try {
    const parsed = z.array(readPartSchema).safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch (error) {
    // A column of that name in a table of somebody else.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function ownerOf(
  about: Readonly<Record<string, string>>,
  items: readonly ConfigurationItem[],
  context: ParseContext,
): ConfigurationOwner {
  const { station = '', vendor = '', model = '', serialnumber = '', firmwareversion = '' } = about;
  const told = OCPP_VERSIONS.find((version) => version === about['version']);
  return {
    stationId: station === '' ? (context.stationId ?? '') : station,
    version: told ?? context.version ?? versionOf(items),
    ...(vendor === '' ? {} : { vendor }),
    ...(model === '' ? {} : { model }),
    ...(serialnumber === '' ? {} : { serialNumber: serialnumber }),
    ...(firmwareversion === '' ? {} : { firmwareVersion: firmwareversion }),
  };
}

/** Addresses of a device model have a component and a variable; keys of 1.x with a point in them are rare. */
function versionOf(items: readonly ConfigurationItem[]): OcppVersion {
  const variables = items.filter(({ address }) => parseVariableAddress(address) !== undefined).length;
  return variables * 2 > items.length ? '2.0.1' : '1.6';
}

/** Whether such a file holds all that the charger has, nobody can know. */
function foreign(
  items: ConfigurationItem[],
  owner: ConfigurationOwner,
  unknown: string[] = [],
): Configuration {
  return {
    owner,
    readAt: Date.now(),
    scope: 'full',
    how: 'from-file',
    isWhole: false,
    items,
    unknown,
    unread: [],
    issues: [],
    steps: [],
    sentence: `From a file: ${items.length} ${items.length === 1 ? 'item' : 'items'}. Whether the charger has more is not known.`,
    proof: [],
  };
}

function twinNotes(items: readonly ConfigurationItem[]): string[] {
  const known = new Map<string, string>();
  const notes: string[] = [];
  for (const { address } of items) {
    const twin = known.get(keyIdentity(address));
    if (twin === address) notes.push(`“${address}” stands in the file more than once.`);
    else if (twin !== undefined)
      notes.push(`“${address}” and “${twin}” differ in nothing but their spelling.`);
    known.set(keyIdentity(address), address);
  }
  return [...new Set(notes)];
}
