import { hasList, listOf, textOf } from './reading.ts';
import type { Summaries } from './summary.ts';
import { shownValue } from './variable.ts';
import { counted, joined, status } from './wording.ts';

/** Configuration keys of 1.6. */
export const CONFIGURATION: Summaries = {
  GetConfiguration: {
    request(payload) {
      const keys = listOf(payload, 'key');
      if (keys.length === 0) return 'all keys';
      const names = keys.filter((key) => typeof key === 'string');
      return names.length > 3
        ? joined([...names.slice(0, 2), `${keys.length - 2} more keys`])
        : joined(names);
    },
    response(payload) {
      const keys = listOf(payload, 'configurationKey');
      const unknown = listOf(payload, 'unknownKey');
      if (!hasList(payload, 'configurationKey') && unknown.length === 0) return undefined;
      const only = keys.length === 1 ? keys[0] : undefined;
      const name = textOf(only, 'key');
      const value = shownValue(name, textOf(only, 'value')) ?? 'no value';
      return joined([
        name === undefined ? counted(keys.length, 'key') : `${name} = ${value}`,
        unknown.length === 0 ? undefined : `${unknown.length} unknown`,
      ]);
    },
  },
  ChangeConfiguration: {
    request(payload) {
      const key = textOf(payload, 'key');
      return joined([key, shownValue(key, textOf(payload, 'value'))], ' = ');
    },
    response: (payload) => status(payload),
  },
};
