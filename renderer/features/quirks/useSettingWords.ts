import { useTranslation } from 'react-i18next';
import { TRANSFER_PROTOCOLS } from '../../../shared/files/transferProtocol.ts';
import type { QuirkSetting } from '../../../shared/station/quirkChange.ts';
import type { SettingValue } from './settingChoices.ts';

/** A value of a setting in words. */
export function useSettingWords(): (setting: QuirkSetting, value: SettingValue) => string {
  const { t } = useTranslation();
  return (setting, value) => {
    if (typeof value === 'number') {
      return value === 0 ? t('quirks.values.noPings') : t(`quirks.values.${setting}`, { count: value });
    }
    if (Array.isArray(value)) {
      const [first = '', ...others] = value.map((protocol) => protocol.toUpperCase());
      if (value.length === TRANSFER_PROTOCOLS.length) return t('quirks.values.protocolFirst', { first });
      return t('quirks.values.protocolsOnly', { protocols: [first, ...others].join(', ') });
    }
    if (setting === 'forcedVersion' || setting === 'callbackUrl') return String(value);
    return t(`quirks.values.${setting}.${String(value)}`);
  };
}
