import type { Behaviour } from './behaviour.ts';
import {
  dropsUponChange,
  keepsChangesUntilReset,
  keepsOldValues,
  rebootsUponChange,
  refusesChanges,
  takesAnyMeasurands,
  takesChangesSilently,
} from './changeHabits.ts';
import { FIRMWARE_HABITS } from './firmwareHabits.ts';
import {
  answersVariablesInPart,
  answersVariablesOutOfOrder,
  cutsValuesShort,
  doublesKeys,
  hasCaseTwin,
  hasManySettings,
  hasNoBaseReport,
  lacksKey,
  spellsKeysSmall,
  takesAtMostVariables,
  takesOneCriterion,
  tellsInstead,
  tellsNoKeys,
  tellsTypedValues,
} from './configurationHabits.ts';
import {
  answersAtMostKeys,
  doublesReportParts,
  dropsUponAllKeys,
  neverAnswers,
  neverCompletesReport,
  reportsOutOfOrder,
} from './misbehaviours.ts';
import type { NamedHabit } from './namedHabit.ts';
import { UPLOAD_HABITS } from './uploadHabits.ts';

/** What Growatt, Wallbe and others tell. */
const ODD_VALUES = {
  GetConfigurationMaxKeys: '0',
  NumberOfConnectors: '1634030126',
  MeterValuesSampledData: 'true',
  ChargingScheduleAllowedChargingRateUnit: 'W',
  SupportedFeatureProfiles: 'Core, SmartCharging',
};

/** Bad habits of real chargers, by the name that the command line takes. */
export const NAMED_HABITS: Readonly<Record<string, NamedHabit>> = {
  'silent-on-all-keys': {
    about: 'no answer to GetConfiguration of all keys',
    make: () => answersAtMostKeys(1000),
  },
  'at-most-keys': {
    about: 'no answer to GetConfiguration of more keys than that',
    usual: 4,
    make: answersAtMostKeys,
  },
  'drops-on-all-keys': { about: 'leaves upon GetConfiguration of all keys', make: dropsUponAllKeys },
  'no-keys': { about: 'tells no key when it is asked for all', make: tellsNoKeys },
  'cut-values': {
    about: 'tells only so many characters of a value',
    usual: 20,
    make: cutsValuesShort,
  },
  'typed-values': { about: 'tells numbers, booleans and null', make: tellsTypedValues },
  'odd-values': {
    about: 'tells values that make no sense, such as GetConfigurationMaxKeys 0',
    make: () => tellsInstead(ODD_VALUES),
  },
  'double-keys': { about: 'tells each key twice', make: () => doublesKeys() },
  'case-twin': {
    about: 'has HeartbeatInterval in another case, too',
    make: () => hasCaseTwin('HeartbeatInterval'),
  },
  'small-keys': { about: 'begins its keys with a small letter', make: spellsKeysSmall },
  'no-ping-interval': {
    about: 'has no WebSocketPingInterval',
    make: () => lacksKey('WebSocketPingInterval'),
  },
  'many-settings': { about: 'has so many settings more', usual: 5000, make: hasManySettings },
  'keeps-old': { about: 'accepts changes and keeps the old values', make: keepsOldValues },
  rejects: { about: 'answers changes with Rejected', make: () => refusesChanges('Rejected') },
  'not-supported': {
    about: 'answers changes with NotSupported',
    make: () => refusesChanges('NotSupported'),
  },
  'reboot-required': {
    about: 'keeps each change until it is reset',
    make: keepsChangesUntilReset,
  },
  'reboots-upon-change': { about: 'restarts by itself upon a change', make: () => rebootsUponChange() },
  'reboots-unanswered': {
    about: 'restarts upon a change before it has answered',
    make: () => rebootsUponChange({ answers: false }),
  },
  'drops-upon-change': {
    about: 'leaves upon the change of that number',
    usual: 1,
    make: (nth) => dropsUponChange(nth),
  },
  'silent-on-change': { about: 'takes changes without an answer', make: takesChangesSilently },
  'any-measurands': {
    about: 'takes any list of measurands and sends others',
    make: () => takesAnyMeasurands(),
  },
  'no-base-report': { about: 'does not support GetBaseReport', make: () => hasNoBaseReport() },
  'no-reports': {
    about: 'supports neither GetBaseReport nor GetReport',
    make: () => hasNoBaseReport({ alsoGetReport: true }),
  },
  'one-criterion': {
    about: 'takes one criterion of GetReport at a time',
    make: () => takesOneCriterion(),
  },
  'silent-on-report': {
    about: 'no answer to GetBaseReport',
    make: () => neverAnswers('GetBaseReport'),
  },
  'endless-report': { about: 'never ends a report', make: () => neverCompletesReport() },
  'report-out-of-order': { about: 'sends the last part of a report first', make: () => reportsOutOfOrder() },
  'double-report': { about: 'sends each part of a report twice', make: () => doublesReportParts() },
  'at-most-variables': {
    about: 'takes only so many variables in one message',
    usual: 3,
    make: takesAtMostVariables,
  },
  'variables-out-of-order': {
    about: 'answers variables in the wrong order',
    make: answersVariablesOutOfOrder,
  },
  'variables-in-part': {
    about: 'leaves the last variable out of its answers',
    make: answersVariablesInPart,
  },
  ...UPLOAD_HABITS,
  ...FIRMWARE_HABITS,
};

/** The habit of a word such as `at-most-keys=4`; nothing where there is none of that name, or no number belongs there. */
export function habitOf(word: string): Behaviour | undefined {
  const [, name = '', number] = /^([a-z-]+)(?:=(\d{1,6}))?$/.exec(word) ?? [];
  const habit = Object.hasOwn(NAMED_HABITS, name) ? NAMED_HABITS[name] : undefined;
  if (habit === undefined || (number !== undefined && habit.usual === undefined)) return undefined;
  const count = number === undefined ? (habit.usual ?? 0) : Number(number);
  return number !== undefined && count < 1 ? undefined : habit.make(count);
}
