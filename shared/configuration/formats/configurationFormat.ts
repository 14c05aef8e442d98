import { assertNever } from '../../assertNever.ts';
import type { Configuration } from '../configuration.ts';
import { configurationCsv } from './configurationCsv.ts';
import { configurationJson, configurationYaml } from './configurationDocument.ts';
import type { ConfigurationFormat } from './configurationFormatIds.ts';

export const FORMAT_CONTENT_TYPES: Readonly<Record<ConfigurationFormat, string>> = {
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json',
  yaml: 'application/yaml',
};

/** A configuration as the text of a file, with all values that it holds: take the secrets out before. */
export function formatConfiguration(configuration: Configuration, format: ConfigurationFormat): string {
  switch (format) {
    case 'csv':
      return configurationCsv(configuration);
    case 'json':
      return configurationJson(configuration);
    case 'yaml':
      return configurationYaml(configuration);
    default:
      return assertNever(format);
  }
}
