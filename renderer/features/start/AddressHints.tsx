import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { ADDRESS_HINTS } from '../../../shared/station/addressHints.ts';
import classes from './AddressHints.module.css';

/** What makers ask for in odd ways; folded, since most chargers want none of it. */
export function AddressHints(): JSX.Element {
  const { t } = useTranslation();
  return (
    <details className={classes.hints}>
      <summary>{t('door.hints.title')}</summary>
      <dl>
        {ADDRESS_HINTS.map(({ code, title, text }) => (
          <div key={code}>
            <dt>{t(`door.hints.${code}.title`, { defaultValue: title })}</dt>
            <dd>{t(`door.hints.${code}.text`, { defaultValue: text })}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
