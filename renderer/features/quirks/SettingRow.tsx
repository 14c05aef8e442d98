import { NativeSelect } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuirkSetting } from '../../../shared/station/quirkChange.ts';
import { QUIRK_SETTING_INFO } from '../../../shared/station/quirkSettings.ts';
import type { QuirkState } from '../../../shared/station/quirkState.ts';
import { useAction } from '../../state/useAction.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { AddressField } from './AddressField.tsx';
import classes from './QuirksScreen.module.css';
import { choicesOf, type SettingValue } from './settingChoices.ts';
import { useSettingWords } from './useSettingWords.ts';

interface SettingRowProps {
  setting: QuirkSetting;
  state: QuirkState;
}

/** One setting: what it means, what is usual, what holds, and from when on. A choice is made at once. */
export function SettingRow({ setting, state }: SettingRowProps): JSX.Element {
  const { t } = useTranslation();
  const words = useSettingWords();
  const { isBusy, isPossible, failure, run } = useAction();
  const value = state.profile[setting];
  const isPending = state.pending.includes(setting);
  const titleId = `quirk-${setting}`;
  const change = (next: SettingValue | null): void => {
    const params = { stationId: state.stationId, change: { [setting]: next } };
    void run((client) => client.call('quirks.change', params));
  };
  return (
    <li className={classes.setting} data-set={value !== undefined || undefined}>
      <div className={classes.about}>
        <h3 id={titleId}>
          {t(`quirks.settings.${setting}.title`)}
          {value !== undefined && <span className={classes.mark}>{t('quirks.differs')}</span>}
        </h3>
        <p>{t(`quirks.settings.${setting}.meaning`)}</p>
      </div>
      <div className={classes.choice}>
        {setting === 'callbackUrl' ? (
          <AddressField
            key={String(value ?? '')}
            value={String(value ?? '')}
            labelledBy={titleId}
            isDisabled={!isPossible || isBusy}
            onChange={change}
          />
        ) : (
          <NativeSelect
            aria-labelledby={titleId}
            value={value === undefined ? '' : JSON.stringify(value)}
            disabled={!isPossible || isBusy}
            onChange={({ currentTarget }) =>
              change(currentTarget.value === '' ? null : (JSON.parse(currentTarget.value) as SettingValue))
            }
            data={[
              { value: '', label: t('quirks.usual', { usual: t(`quirks.settings.${setting}.usual`) }) },
              ...choicesOf(setting, value).map((choice) => ({
                value: JSON.stringify(choice),
                label: words(setting, choice),
              })),
            ]}
          />
        )}
        <small data-pending={isPending || undefined}>
          {t(
            isPending ? 'quirks.effect.pending' : `quirks.effect.${QUIRK_SETTING_INFO[setting].takesEffect}`,
          )}
        </small>
        <FailureText failure={failure} />
      </div>
    </li>
  );
}
