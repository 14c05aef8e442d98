import type { Json, JsonObject } from '../../../shared/json.ts';
import { objectsIn } from '../payload.ts';
import type { Behaviour } from './behaviour.ts';
import { result, status } from './command.ts';

/** Habits of real chargers when their configuration is read (1.x: GetConfiguration, 2.x: reports and GetVariables). */

type Entry = JsonObject;

/** Changes the entries of each answer to GetConfiguration. */
function changesEntries(
  name: string,
  change: (entries: readonly Entry[], asked: readonly string[]) => readonly Entry[],
): Behaviour {
  return {
    name,
    onResult(payload, { action, payload: question }) {
      if (action !== 'GetConfiguration') return payload;
      const entries = objectsIn(payload['configurationKey']);
      const asked = Array.isArray(question['key']) ? question['key'].map(wordOf) : [];
      return { ...payload, configurationKey: [...change(entries, asked)] };
    },
  };
}

/** Values are told as numbers, booleans and null (Scame and others). */
export function tellsTypedValues(): Behaviour {
  return changesEntries('tells values as numbers, booleans and null', (entries) =>
    entries.map((entry) => ({ ...entry, value: typed(entry['value']) })),
  );
}

/** Only the beginning of a value is told (Ocular). */
export function cutsValuesShort(most = 20): Behaviour {
  const cut = (entry: Entry, field: string): Entry => {
    const value = entry[field];
    return typeof value === 'string' ? { ...entry, [field]: value.slice(0, most) } : entry;
  };
  return {
    name: `cuts values after ${most} characters`,
    onResult(payload, { action }) {
      if (action === 'GetConfiguration') {
        const entries = objectsIn(payload['configurationKey']).map((entry) => cut(entry, 'value'));
        return { ...payload, configurationKey: entries };
      }
      if (action !== 'GetVariables') return payload;
      const results = objectsIn(payload['getVariableResult']).map((entry) => cut(entry, 'attributeValue'));
      return { ...payload, getVariableResult: results };
    },
    onReport: (action, parts) =>
      action !== 'NotifyReport'
        ? parts
        : changedReport(parts, (data) => ({
            ...data,
            variableAttribute: objectsIn(data['variableAttribute']).map((entry) => cut(entry, 'value')),
          })),
  };
}

/** Each key, or one of them, is told a second time with another value. */
export function doublesKeys(key?: string): Behaviour {
  return changesEntries(`tells ${key ?? 'each key'} twice`, (entries) =>
    entries.flatMap((entry) =>
      key === undefined || entry['key'] === key
        ? [entry, { ...entry, value: `${wordOf(entry['value'])}0` }]
        : [entry],
    ),
  );
}

/** Keys have values that are no use: `GetConfigurationMaxKeys` 0 (Wallbe), `NumberOfConnectors` 1634030126 (Growatt). */
export function tellsInstead(values: Readonly<Record<string, string>>): Behaviour {
  return changesEntries(`tells odd values of ${Object.keys(values).join(', ')}`, (entries) =>
    entries.map((entry) => ({ ...entry, value: values[wordOf(entry['key'])] ?? entry['value'] ?? '' })),
  );
}

/** A key that others have is not there: it is not told, and NotSupported when it is set (WebSocketPingInterval). */
export function lacksKey(key: string): Behaviour {
  return {
    ...changesEntries(`has no ${key}`, (entries) => entries.filter((entry) => entry['key'] !== key)),
    onCall: ({ action, payload }) =>
      action === 'ChangeConfiguration' && payload['key'] === key ? status('NotSupported') : 'next',
  };
}

/** A further key differs from one of its keys in case only. */
export function hasCaseTwin(key: string): Behaviour {
  return changesEntries(`has ${key} in another case, too`, (entries, asked) =>
    asked.length > 0
      ? entries
      : entries.flatMap((entry) =>
          entry['key'] === key ? [entry, { ...entry, key: key.toLowerCase(), value: 'twin' }] : [entry],
        ),
  );
}

/** Keys begin with a small letter, and are found in that spelling only. */
export function spellsKeysSmall(): Behaviour {
  return {
    name: 'spells its keys with a small first letter',
    onCall({ action, payload }) {
      const { key } = payload;
      if (action !== 'ChangeConfiguration' || typeof key !== 'string' || key === small(key)) return 'next';
      return status('NotSupported');
    },
    onResult(payload, { action, payload: question }) {
      if (action !== 'GetConfiguration') return payload;
      const asked = Array.isArray(question['key']) ? question['key'].map(wordOf) : undefined;
      const wrong = new Set(asked?.filter((key) => key !== small(key)).map(small));
      const entries = objectsIn(payload['configurationKey'])
        .map((entry) => ({ ...entry, key: small(wordOf(entry['key'])) }))
        .filter(({ key }) => !wrong.has(key));
      const unknown = asked?.filter((key) => !entries.some((entry) => entry.key === key)) ?? [];
      return { configurationKey: entries, ...(unknown.length === 0 ? {} : { unknownKey: unknown }) };
    },
  };
}

/** As many further settings as only large stations have. */
export function hasManySettings(count = 5000): Behaviour {
  const numbers = Array.from({ length: count }, (_, index) => index);
  return {
    ...changesEntries(`has ${count} settings more`, (entries, asked) =>
      asked.length > 0
        ? entries
        : [
            ...entries,
            ...numbers.map((n) => ({ key: `Maker.Setting${n}`, readonly: true, value: String(n) })),
          ],
    ),
    onReport(action, parts) {
      const last = parts.at(-1);
      if (action !== 'NotifyReport' || last === undefined) return parts;
      const size = 500;
      const more = Array.from({ length: Math.ceil(count / size) }, (_, index) => ({
        ...last,
        seqNo: parts.length + index,
        tbc: (index + 1) * size < count,
        reportData: numbers.slice(index * size, (index + 1) * size).map((n) => ({
          component: { name: 'MakerCtrlr' },
          variable: { name: `Setting${n}` },
          variableAttribute: [{ mutability: 'ReadOnly', value: String(n) }],
          variableCharacteristics: { dataType: 'integer', supportsMonitoring: false },
        })),
      }));
      return [...parts.map((part) => ({ ...part, tbc: true })), ...more];
    },
  };
}

/** GetBaseReport is not supported; `alsoGetReport`: no report at all is. */
export function hasNoBaseReport({ alsoGetReport = false } = {}): Behaviour {
  return {
    name: alsoGetReport ? 'makes no reports' : 'does not support GetBaseReport',
    onCall({ action }) {
      if (action === 'GetBaseReport') return status('NotSupported');
      if (action !== 'GetReport' || !alsoGetReport) return 'next';
      return { kind: 'error', code: 'NotImplemented', description: 'GetReport is not implemented' };
    },
  };
}

/** GetReport takes one criterion at a time, and `Active` not at all. */
export function takesOneCriterion(): Behaviour {
  return {
    name: 'takes one criterion at a time',
    onCall({ action, payload }) {
      if (action !== 'GetReport') return 'next';
      const criteria = payload['componentCriteria'];
      if (!Array.isArray(criteria)) return 'next';
      return criteria.length > 1 || criteria[0] === 'Active' ? status('NotSupported') : 'next';
    },
  };
}

/** Results of GetVariables and SetVariables come in the wrong order. */
export function answersVariablesOutOfOrder(): Behaviour {
  return changesResults('answers variables out of order', (results) => results.toReversed());
}

/** The last result of GetVariables and SetVariables is missing where there are several. */
export function answersVariablesInPart(): Behaviour {
  return changesResults('answers variables in part', (results) =>
    results.length > 1 ? results.slice(0, -1) : results,
  );
}

/** Takes only so many variables in one message, says so, and refuses more. */
export function takesAtMostVariables(most: number): Behaviour {
  return {
    name: `takes at most ${most} variables in one message`,
    onAccepted({ settings }) {
      for (const action of ['GetVariables', 'SetVariables'])
        settings.deviceModel.set(`DeviceDataCtrlr.ItemsPerMessage#${action}`, String(most));
    },
    onCall({ action, payload }) {
      const items = payload[action === 'GetVariables' ? 'getVariableData' : 'setVariableData'];
      if (!/^[GS]etVariables$/.test(action) || !Array.isArray(items) || items.length <= most) return 'next';
      return {
        kind: 'error',
        code: 'OccurrenceConstraintViolation',
        description: `at most ${most} variables`,
      };
    },
  };
}

function changesResults(name: string, change: (results: JsonObject[]) => JsonObject[]): Behaviour {
  return {
    name,
    onResult(payload) {
      const entries = Object.entries(payload).map(([field, value]): [string, Json] =>
        /^[gs]etVariableResult$/.test(field) ? [field, change(objectsIn(value))] : [field, value],
      );
      return Object.fromEntries(entries);
    },
  };
}

function changedReport(
  parts: readonly JsonObject[],
  change: (data: JsonObject) => JsonObject,
): readonly JsonObject[] {
  return parts.map((part) => ({ ...part, reportData: objectsIn(part['reportData']).map(change) }));
}

function typed(value: Json | undefined): Json {
  if (value === '' || value === undefined) return null;
  if (value === 'true' || value === 'false') return value === 'true';
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
}

function wordOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

function small(key: string): string {
  return key.charAt(0).toLowerCase() + key.slice(1);
}

/** Answers with an empty list of keys where all are asked for. */
export function tellsNoKeys(): Behaviour {
  return {
    name: 'tells no keys when it is asked for all',
    onCall: ({ action, payload }) =>
      action === 'GetConfiguration' && payload['key'] === undefined ? result({}) : 'next',
  };
}
