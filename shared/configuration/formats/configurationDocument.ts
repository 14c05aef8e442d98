import { Document } from 'yaml';
import type { Configuration } from '../configuration.ts';

/** The first two entries of every file, by which it is known. */
export const CONFIGURATION_KIND = 'configuration';
export const CONFIGURATION_VERSION = 1;

/**
 * What JSON and YAML files hold: whose configuration it is, when and how it was read, and the items. Requests, records and issues
 * belong to the session and stay there.
 */
function documentOf(configuration: Configuration): object {
  const { owner, readAt, scope, how, isWhole, parts, sentence, unknown, unread, items } = configuration;
  return {
    kerbside: CONFIGURATION_KIND,
    version: CONFIGURATION_VERSION,
    station: owner,
    readAt: new Date(readAt).toISOString(),
    scope,
    how,
    isWhole,
    ...(parts === undefined ? {} : { parts }),
    sentence,
    unknown,
    unread,
    items: items.map(({ address, ...item }) => ({ key: address, ...item })),
  };
}

export function configurationJson(configuration: Configuration): string {
  return `${JSON.stringify(documentOf(configuration), undefined, 2)}\n`;
}

/** Every text is in double quotes: for YAML `yes`, `007` and `1e3` would be something else than texts. */
export function configurationYaml(configuration: Configuration): string {
  const document = new Document(documentOf(configuration), { aliasDuplicateObjects: false });
  return document.toString({
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: 'PLAIN',
    lineWidth: 0,
    doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
  });
}
