import { TRANSFER_PROTOCOLS } from '../../../shared/files/transferProtocol.ts';
import { OCPP_VERSIONS } from '../../../shared/ocpp/version.ts';
import { isSameSetting, type QuirkSetting } from '../../../shared/station/quirkChange.ts';
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
  fileProtocols: [
    ...TRANSFER_PROTOCOLS.map((protocol) => [protocol]),
    ['http', 'ftp'],
    ['http', 'https'],
    ['ftp', 'ftps'],
    ...TRANSFER_PROTOCOLS.slice(1).map((first) => [
      first,
      ...TRANSFER_PROTOCOLS.filter((protocol) => protocol !== first),
    ]),
  ],
  ftpLogin: ['in-address', 'none'],
};

/** What a setting may be set to, with the value that it has, which a file or the command line may have given. */
export function choicesOf(
  setting: ChosenSetting,
  current: SettingValue | undefined,
): readonly SettingValue[] {
  const choices: readonly SettingValue[] = CHOICES[setting];
  if (current === undefined || choices.some((choice) => isSameSetting(choice, current))) return choices;
  if (typeof current !== 'number') return [...choices, current];
  return [...choices, current].sort((one, other) => Number(one) - Number(other));
}
