import type { Severity } from '../../trace/issue.ts';
import type { OcppVersion } from '../version.ts';
import { checkValue, type CheckContext } from './checkValue.ts';
import { featureProfilesOf } from './featureProfiles.ts';
import { describeKey, keyCatalogue } from './keyCatalogue.ts';
import type { KeyDescription } from './keyDescription.ts';
import { keyIdentity } from './keySpelling.ts';
import { quoted, type ValueProblem } from './valueProblem.ts';

/** A key as a station, a file or a template has it. */
export interface CheckedEntry {
  key: string;
  value?: string | undefined;
  isReadonly?: boolean | undefined;
}

/** Something wrong with one key of a configuration, with the value that was most likely meant where there is one. */
export interface KeyIssue {
  key: string;
  /** Which of the entries it is about, counted from 0, since a key may be told twice; absent where it is about the key. */
  entry?: number;
  code: string;
  severity: Severity;
  sentence: string;
  suggestion?: string;
  clause?: string;
}

export interface CheckConfigurationOptions {
  /** False where keys may be missing only because they were not read. */
  isWhole?: boolean;
  /** What the station says it does not have: missing for sure. */
  unknownKeys?: readonly string[];
  /** What is known about a key; without it what the specification says. Maker packs come in here. */
  describe?: (key: string) => KeyDescription | undefined;
}

/** `CiString50Type` and `CiString500Type` of OCPP 1.6 §7.19 and §7.20. */
const KEY_LENGTH = 50;
const VALUE_LENGTH = 500;

/**
 * What is wrong with the configuration of a 1.5 or 1.6 station, in the order of its keys, missing ones at the end.
 * `featureProfiles` says which profiles it has; without them its own word counts, and without that only Core.
 */
export function checkConfiguration(
  version: OcppVersion,
  entries: readonly CheckedEntry[],
  featureProfiles?: readonly string[],
  options: CheckConfigurationOptions = {},
): KeyIssue[] {
  const index = indexed(entries);
  const valueOfKey = (key: string): string | undefined => index.get(keyIdentity(key))?.[0]?.value;
  const describe = options.describe ?? ((key: string) => describeKey(version, key));
  const context = { valueOfKey, maxLength: VALUE_LENGTH };
  const told = featureProfiles ?? featureProfilesOf(valueOfKey('SupportedFeatureProfiles')) ?? [];
  return [
    ...entries.flatMap((entry, place) =>
      entryIssues(entry, describe(entry.key), context).map((issue) => ({ ...issue, entry: place })),
    ),
    ...[...index.values()].flatMap(twinIssues),
    ...missingIssues(version, { index, profiles: told, options }),
  ];
}

type Index = ReadonlyMap<string, readonly CheckedEntry[]>;

function indexed(entries: readonly CheckedEntry[]): Index {
  const index = new Map<string, CheckedEntry[]>();
  for (const entry of entries) {
    const identity = keyIdentity(entry.key);
    const twins = index.get(identity);
    if (twins === undefined) index.set(identity, [entry]);
    else twins.push(entry);
  }
  return index;
}

function entryIssues(
  entry: CheckedEntry,
  description: KeyDescription | undefined,
  context: CheckContext,
): KeyIssue[] {
  const { key, value } = entry;
  const issues: KeyIssue[] = [];
  if (key.length > KEY_LENGTH) {
    const sentence = `The name of the key has ${key.length} characters; OCPP allows ${KEY_LENGTH}.`;
    issues.push({ key, code: 'long-key', severity: 'warning', sentence });
  }
  if (description === undefined) {
    if (value !== undefined && value.length > VALUE_LENGTH) {
      const sentence = `The value has ${value.length} characters; OCPP allows ${VALUE_LENGTH}.`;
      issues.push({ key, code: 'too-long', severity: 'warning', sentence });
    }
    return issues;
  }
  const found = value === undefined ? undefined : valueIssue(description, value, context);
  if (found !== undefined) issues.push(withClause(key, found, description.clause));
  issues.push(...accessIssues(entry, description), ...spellingIssues(key, description));
  return issues;
}

function valueIssue(
  description: KeyDescription,
  value: string,
  context: CheckContext,
): ValueProblem | undefined {
  if (description.access !== 'write-only') return checkValue(description, value, context);
  if (value.trim() === '' || /^[*•x.]+$/i.test(value.trim())) return undefined;
  const sentence = 'The station shows this secret to anybody who asks; it should be written only.';
  return { code: 'secret-shown', severity: 'warning', sentence };
}

function accessIssues({ key, isReadonly }: CheckedEntry, description: KeyDescription): KeyIssue[] {
  const { access, clause } = description;
  if (isReadonly === true && (access === 'read-write' || access === 'write-only')) {
    const sentence = 'The station only shows this key, though the specification lets it be changed.';
    return [{ key, code: 'only-shown', severity: 'warning', sentence, clause }];
  }
  if (isReadonly !== false || access !== 'read-only') return [];
  const sentence =
    'The station says that this key can be changed, though it only describes what the station is.';
  return [{ key, code: 'changeable', severity: 'info', sentence, clause }];
}

function spellingIssues(key: string, { key: standard, clause }: KeyDescription): KeyIssue[] {
  if (key === standard) return [];
  const sentence = `The specification spells it ${standard}; Kerbside uses the charger’s own spelling.`;
  return [{ key, code: 'odd-key-spelling', severity: 'info', sentence, clause }];
}

/** Keys that are one key to OCPP, where case does not count. */
function twinIssues(entries: readonly CheckedEntry[]): KeyIssue[] {
  const [first, ...others] = entries;
  if (first === undefined || others.length === 0) return [];
  return others.map((twin) => {
    const isSame = (twin.value ?? '') === (first.value ?? '');
    const values = isSame ? 'with the same value' : 'with different values';
    const severity = isSame ? 'warning' : 'error';
    const sentence =
      twin.key === first.key
        ? `The key is there more than once, ${values}. Which one counts is not known.`
        : `${quoted(twin.key)} and ${quoted(first.key)} differ in case only, ${values}. A change may reach either.`;
    return { key: twin.key, code: twin.key === first.key ? 'duplicate' : 'case-twin', severity, sentence };
  });
}

function missingIssues(
  version: OcppVersion,
  known: { index: Index; profiles: readonly string[]; options: CheckConfigurationOptions },
): KeyIssue[] {
  const { index, profiles, options } = known;
  const unknown = new Set((options.unknownKeys ?? []).map(keyIdentity));
  const has = new Set(['core', ...profiles.map((profile) => profile.trim().toLowerCase())]);
  return keyCatalogue(version)
    .filter(({ isRequired, profile }) => isRequired && has.has(profile.toLowerCase()))
    .filter(({ key }) => !index.has(keyIdentity(key)))
    .filter(({ key }) => options.isWhole !== false || unknown.has(keyIdentity(key)))
    .map(({ key, profile, clause }) => ({
      key,
      code: 'missing-required',
      severity: 'warning' as const,
      sentence: `The station does not have this key, which every station with the ${profile} profile must have.`,
      clause,
    }));
}

function withClause(key: string, found: ValueProblem, clause: string): KeyIssue {
  return { key, ...found, clause };
}
