import { TextInput } from '@mantine/core';
import { useMemo, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Configuration } from '../../../shared/configuration/configuration.ts';
import type { ConfigurationItem } from '../../../shared/configuration/item.ts';
import classes from './QuirksScreen.module.css';

/** A row of the table; a charger may tell a key more than once. */
interface Row extends ConfigurationItem {
  id: string;
}

function rowsOf(items: readonly ConfigurationItem[]): Row[] {
  const times = new Map<string, number>();
  return items.map((item) => {
    const time = times.get(item.address) ?? 0;
    times.set(item.address, time + 1);
    return { ...item, id: JSON.stringify([item.address, time]) };
  });
}

function isFound({ address, value = '', note = '' }: ConfigurationItem, words: readonly string[]): boolean {
  const text = `${address} ${value} ${note}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

/** The keys that were read, in the charger's own spelling. */
export function ConfigurationTable({ reading }: { reading: Configuration }): JSX.Element {
  const { t, i18n } = useTranslation();
  const [search, setSearch] = useState('');
  const sorted = useMemo(() => {
    const { compare } = new Intl.Collator(i18n.language, { sensitivity: 'base', numeric: true });
    return rowsOf(reading.items).sort((one, other) => compare(one.address, other.address));
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
          {found.map(({ id, address, value, access, note }) => (
            <tr key={id}>
              <th scope="row">
                <span className="mono">{address}</span>
                {access === 'read-only' && <small>{t('quirks.reading.readOnly')}</small>}
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
