import type { Configuration } from '../../shared/configuration/configuration.ts';
import type { QuirkProfile } from '../../shared/station/quirkProfile.ts';
import type { ConfigurationHabit } from './configurationStation.ts';

const KEYS = {
  HeartbeatInterval: '300',
  MeterValueSampleInterval: '60',
  NumberOfConnectors: '1',
  GetConfigurationMaxKeys: '10',
  SupportedFeatureProfiles: 'Core',
} as const;

/** A configuration that is read gently: what the station does, and what becomes of it. */
export interface ReadingRow {
  row: number;
  title: string;
  habit: ConfigurationHabit;
  profile?: QuirkProfile;
  /** What the reading must hold; `keys` by name. */
  expected: Partial<Pick<Configuration, 'how' | 'chunk' | 'isWhole'>> & {
    values?: Readonly<Record<string, string>>;
    notes?: Readonly<Record<string, RegExp>>;
    sentence?: RegExp;
  };
  /** The most keys that any request by name asked for. */
  mostAsked?: number;
  /** The finding that is told, with what it proposes; none where it is absent. */
  finding?: { code: string; change: QuirkProfile };
}

export const ROWS: readonly ReadingRow[] = [
  {
    row: 108,
    title: 'GetConfiguration of all keys is unanswered, at most 4 keys are answered',
    habit: { all: 'silence', mostKeys: 4, keys: KEYS },
    expected: { how: 'in-chunks', chunk: 4, isWhole: false, values: KEYS, sentence: /4 at a time/ },
    mostAsked: 4,
    finding: { code: 'configuration-all-keys', change: { configurationChunk: 4 } },
  },
  {
    row: 108,
    title: 'only one key at a time is answered',
    habit: { all: 'silence', mostKeys: 1, keys: KEYS },
    expected: { how: 'in-chunks', chunk: 1, values: KEYS, sentence: /one at a time/ },
    mostAsked: 4,
    finding: { code: 'configuration-all-keys', change: { configurationChunk: 1 } },
  },
  {
    row: 108,
    title: 'the station drops the line and comes back',
    habit: { all: 'drop', keys: KEYS },
    expected: { how: 'in-chunks', chunk: 4, values: KEYS, sentence: /broke off/ },
    mostAsked: 4,
    finding: { code: 'configuration-all-keys', change: { configurationChunk: 4 } },
  },
  {
    row: 108,
    title: 'the answer to all keys is cut off',
    habit: { all: 'cut-off', keys: KEYS },
    expected: { how: 'in-chunks', values: KEYS, sentence: /could not be read/ },
    mostAsked: 4,
    finding: { code: 'configuration-all-keys', change: { configurationChunk: 4 } },
  },
  {
    row: 108,
    title: 'the answer to all keys holds none',
    habit: { all: 'empty', keys: KEYS },
    expected: { how: 'in-chunks', values: KEYS, sentence: /held none/ },
    mostAsked: 4,
  },
  {
    row: 108,
    title: 'a request without keys is refused',
    habit: { all: 'refuse', keys: KEYS },
    expected: { how: 'in-chunks', values: KEYS, sentence: /FormationViolation: no keys/ },
    mostAsked: 4,
  },
  {
    row: 108,
    title: 'the profile says 2 at a time, so all at once is never asked for',
    habit: { all: 'silence', keys: KEYS },
    profile: { configurationChunk: 2 },
    expected: { how: 'in-chunks', chunk: 2, values: KEYS, sentence: /as the charger profile says/ },
    mostAsked: 2,
  },
  {
    row: 109,
    title: 'GetConfigurationMaxKeys is 0 and a measurand list "true"',
    habit: { all: 'answer', keys: { ...KEYS, GetConfigurationMaxKeys: '0', MeterValuesSampledData: 'true' } },
    expected: {
      how: 'all-at-once',
      isWhole: true,
      values: { GetConfigurationMaxKeys: '0', MeterValuesSampledData: 'true' },
      notes: { GetConfigurationMaxKeys: /taken as unknown/ },
    },
  },
  {
    row: 109,
    title: 'GetConfigurationMaxKeys 0 does not keep the keys from being asked for by name',
    habit: { all: 'silence', keys: { ...KEYS, GetConfigurationMaxKeys: '0' } },
    expected: { how: 'in-chunks', chunk: 4, values: { GetConfigurationMaxKeys: '0' } },
    mostAsked: 4,
    finding: { code: 'configuration-all-keys', change: { configurationChunk: 4 } },
  },
  {
    row: 109,
    title: 'a limit that is one is kept to, and an answer of just as many keys is not taken for all',
    habit: { all: 'answer', mostKeys: 2, keys: { GetConfigurationMaxKeys: '2', HeartbeatInterval: '300' } },
    expected: { how: 'all-at-once', isWhole: false, sentence: /as many as GetConfigurationMaxKeys allows/ },
    mostAsked: 2,
  },
  {
    row: 113,
    title: 'a key comes in another case',
    habit: { all: 'answer', keys: { meterValueSampleInterval: '60' } },
    expected: {
      values: { meterValueSampleInterval: '60' },
      notes: { meterValueSampleInterval: /spells it MeterValueSampleInterval/ },
    },
  },
  {
    row: 114,
    title: 'the rate unit is W',
    habit: { all: 'answer', keys: { ChargingScheduleAllowedChargingRateUnit: 'W' } },
    expected: { notes: { ChargingScheduleAllowedChargingRateUnit: /Read as watts/ } },
  },
  {
    row: 114,
    title: 'the rate unit is empty',
    habit: { all: 'answer', keys: { ChargingScheduleAllowedChargingRateUnit: '' } },
    expected: { notes: { ChargingScheduleAllowedChargingRateUnit: /amperes are assumed/ } },
  },
];
