import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { isMissing, type Setting } from './setting.ts';
import classes from './SettingList.module.css';

/** Stands for a value that must not be seen; always of the same length. */
const HIDDEN = '••••••';

interface PlainValueProps {
  value: string | undefined;
  isSecret: boolean;
  /** Where there is no value. */
  none?: string;
}

/** A value in the charger's own words; empty ones and missing ones are told apart, secrets are not shown. */
export function PlainValue({ value, isSecret, none }: PlainValueProps): JSX.Element {
  const { t } = useTranslation();
  if (value === undefined)
    return <span className={classes.noValue}>{none ?? t('configuration.value.none')}</span>;
  if (isSecret) {
    return (
      <span>
        <span aria-hidden="true">{HIDDEN}</span>
        <span className="unseen">{t('configuration.value.hidden')}</span>
      </span>
    );
  }
  if (value === '') return <span className={classes.noValue}>{t('configuration.value.empty')}</span>;
  return <span className="mono">{value}</span>;
}

/** The value that the station told for a setting, or why there is none. */
export function ValueText({ setting }: { setting: Setting }): JSX.Element {
  const { t } = useTranslation();
  const { item, isSecret, knowledge, shape } = setting;
  if (item === undefined) {
    const words = isMissing(setting) ? 'missing' : setting.isUnknown === true ? 'unknown' : 'unread';
    return <span className={classes.noValue}>{t(`configuration.value.${words}`)}</span>;
  }
  const isWriteOnly = item.access === 'write-only' || knowledge?.access === 'write-only';
  const none = item.status ?? t(isWriteOnly ? 'configuration.value.writeOnly' : 'configuration.value.none');
  const hasUnit = shape?.unit !== undefined && item.value !== undefined && item.value !== '' && !isSecret;
  return (
    <>
      <PlainValue value={item.value} isSecret={isSecret} none={none} />
      {hasUnit && <span className={classes.unit}>{shape.unit}</span>}
    </>
  );
}
