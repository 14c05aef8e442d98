import { TextInput } from '@mantine/core';
import type { JSX, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../ui/useFormats.ts';
import { SETTING_FILTERS, type SettingFilter, type SettingFilterName } from './settingFilter.ts';
import classes from './SettingTools.module.css';

interface SettingToolsProps {
  filter: SettingFilter;
  onFilter: (filter: SettingFilter) => void;
  /** How many settings each filter leaves, of all. */
  counts: Readonly<Record<SettingFilterName, number>>;
  shown: number;
  total: number;
  isGrouped: boolean | undefined;
  onGroup: (isGrouped: boolean) => void;
  searchRef: Ref<HTMLInputElement>;
  onLeaveSearch: () => void;
  children?: JSX.Element | undefined;
}

/** Search and filters over the list. */
export function SettingTools(props: SettingToolsProps): JSX.Element {
  const { filter, onFilter, counts, shown, total, isGrouped, onGroup, searchRef, onLeaveSearch, children } =
    props;
  const { t } = useTranslation();
  const formats = useFormats();
  const toggle = (name: SettingFilterName): void => {
    const only = new Set(filter.only);
    if (!only.delete(name)) only.add(name);
    onFilter({ ...filter, only });
  };
  return (
    <div className={classes.tools} role="search">
      <TextInput
        ref={searchRef}
        className={classes.search ?? ''}
        type="search"
        aria-label={t('configuration.search')}
        aria-keyshortcuts="/"
        placeholder={t('configuration.search')}
        value={filter.search}
        onChange={({ currentTarget }) => onFilter({ ...filter, search: currentTarget.value })}
        spellCheck={false}
        autoComplete="off"
        onKeyDown={(event) => {
          // Ctrl+Enter is for the list of changes, wherever the focus is.
          if (event.ctrlKey || event.metaKey) return;
          if (event.key === 'Escape' && filter.search !== '') {
            event.preventDefault();
            onFilter({ ...filter, search: '' });
          } else if (event.key === 'Escape' || event.key === 'Enter' || event.key === 'ArrowDown') {
            event.preventDefault();
            onLeaveSearch();
          }
        }}
      />
      <div className={classes.filters} role="group" aria-label={t('configuration.filter.label')}>
        {SETTING_FILTERS.filter((name) => counts[name] > 0 || filter.only.has(name)).map((name) => (
          <button key={name} type="button" aria-pressed={filter.only.has(name)} onClick={() => toggle(name)}>
            {t(`configuration.filter.${name}`)} <small>{formats.count(counts[name])}</small>
          </button>
        ))}
        {isGrouped !== undefined && (
          <button type="button" aria-pressed={isGrouped} onClick={() => onGroup(!isGrouped)}>
            {t('configuration.grouped')}
          </button>
        )}
      </div>
      {children}
      <span className={classes.count} role="status">
        {shown === total
          ? t('configuration.list.count', { count: total })
          : t('configuration.list.found', {
              found: formats.count(shown),
              count: total,
              total: formats.count(total),
            })}
      </span>
    </div>
  );
}
