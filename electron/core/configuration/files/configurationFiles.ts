import { Readable } from 'node:stream';
import type { Configuration } from '../../../../shared/configuration/configuration.ts';
import type { ConfigurationFormat } from '../../../../shared/configuration/formats/configurationFormatIds.ts';
import { fileNamePart } from '../../trace/export/exportFileName.ts';
import type { Downloads } from '../../downloads/downloads.ts';
import type { SettingFacts } from '../settingFacts.ts';
import { withoutSecrets } from '../withoutSecrets.ts';

/** A file: its text, and a ticket for a host that saves it. */
export interface OfferedFile {
  text: string;
  fileName: string;
  ticket: string;
}

/** Configurations and templates as files on offer. */
export class ConfigurationFiles {
  readonly #downloads: Downloads;
  readonly #factsOf: (configuration: Configuration) => SettingFacts;

  constructor(downloads: Downloads, factsOf: (configuration: Configuration) => SettingFacts) {
    this.#downloads = downloads;
    this.#factsOf = factsOf;
  }

  /** The values of secrets never leave the session this way. */
  async configuration(configuration: Configuration, format: ConfigurationFormat): Promise<OfferedFile> {
    const { FORMAT_CONTENT_TYPES, formatConfiguration } =
      await import('../../../../shared/configuration/formats/configurationFormat.ts');
    const { owner, readAt } = configuration;
    const text = formatConfiguration(withoutSecrets(configuration, this.#factsOf(configuration)), format);
    const day = new Date(readAt).toISOString().slice(0, 10);
    const fileName = `${named(owner.stationId)} configuration ${day}.${format}`;
    return this.#offer(text, fileName, FORMAT_CONTENT_TYPES[format]);
  }

  template(stationId: string, text: string): OfferedFile {
    return this.#offer(text, `${named(stationId)} template.json`, 'application/json');
  }

  #offer(text: string, fileName: string, contentType: string): OfferedFile {
    const ticket = this.#downloads.offer({ fileName, contentType, open: () => Readable.from([text]) });
    return { text, fileName, ticket };
  }
}

function named(stationId: string): string {
  const part = fileNamePart(stationId);
  return part === '' ? 'station' : part;
}
