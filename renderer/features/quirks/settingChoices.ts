import { OCPP_VERSIONS } from '../../../shared/ocpp/version.ts';
import type { QuirkSetting } from '../../../shared/station/quirkChange.ts';
import { ID_RULES, type QuirkProfile } from '../../../shared/station/quirkProfile.ts';

export type SettingValue = NonNullable<QuirkProfile[QuirkSetting]>;
/** Settings with a list of values to choose from; the other one is an address. */
export type ChosenSetting = Exclude<QuirkSetting, 'callbackUrl'>;

const CHOICES: { readonly [S in ChosenSetting]: readonly NonNullable<QuirkProfile[S]>[] } = {
  pingIntervalS: [0, 10, 20, 30, 60, 120, 300, 900],
  compression: [true, false],
  timeFormat: ['fraction', 'whole'],
  configurationChunk: [1, 2, 4, 8, 16, 32],
  idRule: ID_RULES,
  forcedVersion: OCPP_VERSIONS,
  validate: [true, false],
  closeBy: ['frame', 'drop'],
};

/** What a setting may be set to, with the value that it has, which a file or the command line may have given. */
export function choicesOf(
  setting: ChosenSetting,
  current: SettingValue | undefined,
): readonly SettingValue[] {
  const choices: readonly SettingValue[] = CHOICES[setting];
  if (current === undefined || choices.includes(current)) return choices;
  return [...choices, current].sort((one, other) => Number(one) - Number(other));
}
