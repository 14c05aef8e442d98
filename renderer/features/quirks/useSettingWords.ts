import { useTranslation } from 'react-i18next';
import type { QuirkSetting } from '../../../shared/station/quirkChange.ts';
import type { SettingValue } from './settingChoices.ts';

/** A value of a setting in words. */
export function useSettingWords(): (setting: QuirkSetting, value: SettingValue) => string {
  const { t } = useTranslation();
  return (setting, value) => {
    if (typeof value === 'number') {
      return value === 0 ? t('quirks.values.noPings') : t(`quirks.values.${setting}`, { count: value });
    }
    if (setting === 'forcedVersion' || setting === 'callbackUrl') return String(value);
    return t(`quirks.values.${setting}.${String(value)}`);
  };
}
