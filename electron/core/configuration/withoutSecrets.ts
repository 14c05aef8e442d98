import type { Configuration } from '../../../shared/configuration/configuration.ts';
import type { SettingFacts } from './settingFacts.ts';

const NOTE = 'This is a secret; its value is not kept.';

/** A configuration as it may be kept: without the values of its secrets. */
export function withoutSecrets(configuration: Configuration, facts: SettingFacts): Configuration {
  return {
    ...configuration,
    items: configuration.items.map((item) => {
      if (item.value === undefined || !facts.isSecret(item.address)) return item;
      const { value: _, note, ...rest } = item;
      return { ...rest, note: note === undefined ? NOTE : `${note} ${NOTE}` };
    }),
  };
}
