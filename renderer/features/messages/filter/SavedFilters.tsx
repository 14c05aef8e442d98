import { Button, CloseButton, Popover, TextInput } from '@mantine/core';
import { useState, useSyncExternalStore, type FormEvent, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './SavedFilters.module.css';
import { deleteFilter, onSavedFilters, saveFilter, savedFilters } from './savedFilters.ts';

interface SavedFiltersProps {
  filter: string;
  onFilter: (filter: string) => void;
}

/** Filters with a name and the last ones used, of all stations: chosen, saved and deleted. */
export function SavedFilters({ filter, onFilter }: SavedFiltersProps): JSX.Element {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const choose = (query: string): void => {
    onFilter(query);
    setOpen(false);
  };
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      width="min(420px, calc(100vw - 20px))"
      position="bottom-start"
      trapFocus
      returnFocus
      shadow="none"
    >
      <Popover.Target>
        <Button
          onClick={() => setOpen(!isOpen)}
          aria-expanded={isOpen}
          rightSection={<span aria-hidden="true">▾</span>}
        >
          {t('filter.saved.button')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.box ?? ''}>
        <SaveForm filter={filter} />
        <Choices onChoose={choose} />
      </Popover.Dropdown>
    </Popover>
  );
}

function SaveForm({ filter }: { filter: string }): JSX.Element {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  if (filter.trim() === '') return <p className="dim">{t('filter.saved.nothingToSave')}</p>;
  const save = (event: FormEvent): void => {
    event.preventDefault();
    saveFilter(name, filter);
    setName('');
  };
  return (
    <form className={classes.save} onSubmit={save}>
      <span className={`mono ${classes.query}`}>{filter.trim()}</span>
      <TextInput
        data-autofocus
        value={name}
        maxLength={60}
        onChange={(event) => setName(event.currentTarget.value)}
        aria-label={t('filter.saved.name')}
        placeholder={t('filter.saved.name')}
      />
      <Button type="submit" disabled={name.trim() === ''}>
        {t('filter.saved.save')}
      </Button>
    </form>
  );
}

function Choices({ onChoose }: { onChoose: (query: string) => void }): JSX.Element {
  const { t } = useTranslation();
  const { named, recent } = useSyncExternalStore(onSavedFilters, savedFilters);
  return (
    <>
      <section aria-label={t('filter.saved.named')}>
        <h3 className={classes.title}>{t('filter.saved.named')}</h3>
        {named.length === 0 && <p className="dim">{t('filter.saved.none')}</p>}
        <ul>
          {named.map(({ name, query }) => (
            <li key={name} className={classes.entry}>
              <button type="button" className={classes.choice} onClick={() => onChoose(query)}>
                <span>{name}</span>
                <span className={`mono ${classes.query}`}>{query}</span>
              </button>
              <CloseButton
                size={20}
                onClick={() => deleteFilter(name)}
                aria-label={t('filter.saved.delete', { name })}
              />
            </li>
          ))}
        </ul>
      </section>
      {recent.length > 0 && (
        <section aria-label={t('filter.saved.recent')}>
          <h3 className={classes.title}>{t('filter.saved.recent')}</h3>
          <ul>
            {recent.map((query) => (
              <li key={query} className={classes.entry}>
                <button type="button" className={classes.choice} onClick={() => onChoose(query)}>
                  <span className={`mono ${classes.query}`}>{query}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
