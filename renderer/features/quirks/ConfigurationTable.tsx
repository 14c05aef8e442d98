import { TextInput } from '@mantine/core';
import { useMemo, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  ConfigurationEntry,
  ConfigurationReading,
} from '../../../shared/station/configurationReading.ts';
import classes from './QuirksScreen.module.css';

function isFound({ key, value = '', note = '' }: ConfigurationEntry, words: readonly string[]): boolean {
  const text = `${key} ${value} ${note}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

/** The keys that were read, in the charger's own spelling. */
export function ConfigurationTable({ reading }: { reading: ConfigurationReading }): JSX.Element {
  const { t, i18n } = useTranslation();
  const [search, setSearch] = useState('');
  const sorted = useMemo(() => {
    const { compare } = new Intl.Collator(i18n.language, { sensitivity: 'base', numeric: true });
    return [...reading.keys].sort((one, other) => compare(one.key, other.key));
  }, [reading, i18n.language]);
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = sorted.filter((entry) => isFound(entry, words));
  return (
    <>
      <div className={classes.search}>
        <TextInput
          type="search"
          aria-label={t('quirks.reading.search')}
          placeholder={t('quirks.reading.search')}
          value={search}
          onChange={({ currentTarget }) => setSearch(currentTarget.value)}
          spellCheck={false}
          autoComplete="off"
        />
        <span>{t('quirks.reading.found', { count: sorted.length, found: found.length })}</span>
      </div>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('quirks.reading.key')}</th>
            <th scope="col">{t('quirks.reading.value')}</th>
          </tr>
        </thead>
        <tbody>
          {found.map(({ key, value, isReadonly, note }) => (
            <tr key={key}>
              <th scope="row">
                <span className="mono">{key}</span>
                {isReadonly === true && <small>{t('quirks.reading.readOnly')}</small>}
              </th>
              <td>
                {value === undefined ? (
                  <span className={classes.dim}>{t('quirks.reading.noValue')}</span>
                ) : (
                  <span className="mono">{value === '' ? t('quirks.reading.empty') : value}</span>
                )}
                {note !== undefined && <small>{note}</small>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
