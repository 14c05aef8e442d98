import { TextInput } from '@mantine/core';
import { useEffect, useId, useRef, useState, type JSX, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandGroup } from '../../../shared/ocpp/catalog.ts';
import { Icon } from '../../ui/Icon.tsx';
import classes from './ActionList.module.css';
import { filterGroups, neighbourAction } from './filterGroups.ts';
import { typedAction, withOwnActions } from './ownAction.ts';

interface ActionListProps {
  groups: readonly CommandGroup[];
  action: string;
  onChoose: (action: string) => void;
}

/** Every action that may be sent, in the groups of the specification; the arrow keys choose, also from the field. */
export function ActionList({ groups, action, onChoose }: ActionListProps): JSX.Element {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const shown = withOwnActions(filterGroups(groups, search), [typedAction(groups, search)], {
    title: t('commands.own.title'),
    description: t('commands.own.hint'),
  });
  const optionId = (name: string): string => `${id}-${name}`;

  useEffect(() => {
    const chosen = list.current?.querySelector(`#${CSS.escape(`${id}-${action}`)}`);
    chosen?.scrollIntoView({ block: 'nearest' });
  }, [id, action]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const next = neighbourAction(shown, action, event.key);
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next);
  };

  return (
    <div className={classes.pane}>
      <TextInput
        className={classes.search ?? ''}
        type="search"
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        aria-label={t('commands.find')}
        aria-controls={`${id}-list`}
        placeholder={t('commands.find')}
        spellCheck={false}
      />
      <div
        ref={list}
        id={`${id}-list`}
        className={classes.list}
        role="listbox"
        aria-label={t('commands.actions')}
        aria-activedescendant={optionId(action)}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        {shown.map((group) => (
          <div key={group.id} role="group" aria-label={group.title}>
            <div className={classes.group} aria-hidden="true">
              {group.title}
            </div>
            {group.id === 'own' && <p className={classes.hint}>{t('commands.own.hint')}</p>}
            {group.actions.map(({ name, danger, description }) => (
              <div
                key={name}
                id={optionId(name)}
                role="option"
                aria-selected={name === action}
                className={classes.option}
                title={description}
                onClick={() => onChoose(name)}
              >
                <span className={classes.name}>{name}</span>
                {danger !== undefined && (
                  <span className={classes.danger} title={t('commands.risky')}>
                    <Icon name="fault" size={12} />
                    <span className="unseen">{t('commands.risky')}</span>
                  </span>
                )}
              </div>
            ))}
          </div>
        ))}
        {shown.length === 0 && <p className={classes.nothing}>{t('commands.noSuchAction')}</p>}
      </div>
    </div>
  );
}
