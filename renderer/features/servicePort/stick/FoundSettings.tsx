import { TextInput } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { StickSetting } from '../../../../shared/service-port/stick/stickContents.ts';
import classes from './Stick.module.css';

/** So many that a field to search them helps. */
const MANY = 12;

/** Settings by name and value; secrets are named, not shown. */
export function FoundSettings({ settings }: { settings: readonly StickSetting[] }): JSX.Element | undefined {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  if (settings.length === 0) return undefined;
  const wanted = query.trim().toLowerCase();
  const shown = settings.filter(({ name, value = '' }) => `${name} ${value}`.toLowerCase().includes(wanted));
  return (
    <section aria-label={t('stick.read.settings')} className={classes.found}>
      <h3>{t('stick.read.settingsCount', { count: settings.length })}</h3>
      {settings.length > MANY && (
        <TextInput
          className={classes.source ?? ''}
          aria-label={t('stick.read.search')}
          placeholder={t('stick.read.search')}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      )}
      <dl className={classes.settings} tabIndex={0} aria-label={t('stick.read.settings')}>
        {shown.map(({ path, name, value, isSecret }) => (
          <div key={path}>
            <dt className="mono">{name}</dt>
            <dd className={isSecret ? 'dim' : 'mono'}>{isSecret ? t('stick.read.secret') : value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
