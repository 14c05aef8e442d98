import { NativeSelect, TextInput } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandGroup } from '../../../shared/ocpp/catalog.ts';
import classes from './CommandsScreen.module.css';

interface ActionSelectProps {
  groups: readonly CommandGroup[];
  action: string;
  onChoose: (action: string) => void;
}

/** No action has an empty name. */
const ANOTHER = '';

/** The list of actions where there is no room for it; its last entry asks for any other name. */
export function ActionSelect({ groups, action, onChoose }: ActionSelectProps): JSX.Element {
  const { t } = useTranslation();
  const [isTyping, setTyping] = useState(false);
  const [name, setName] = useState('');
  const take = (): void => {
    setTyping(false);
    const typed = name.trim();
    if (typed !== '' && !/\s/.test(typed)) onChoose(typed);
  };
  if (isTyping) {
    return (
      <TextInput
        className={classes.select ?? ''}
        autoFocus
        value={name}
        maxLength={200}
        spellCheck={false}
        autoCapitalize="off"
        aria-label={t('commands.own.name')}
        placeholder={t('commands.own.name')}
        onChange={(event) => setName(event.currentTarget.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take();
          if (event.key === 'Escape') setTyping(false);
        }}
      />
    );
  }
  return (
    <NativeSelect
      className={classes.select ?? ''}
      aria-label={t('commands.actions')}
      value={action}
      onChange={({ currentTarget: { value } }) => {
        if (value !== ANOTHER) return onChoose(value);
        setName('');
        setTyping(true);
      }}
      data={[
        ...groups.map(({ title, actions }) => ({ group: title, items: actions.map((one) => one.name) })),
        { value: ANOTHER, label: t('commands.own.another') },
      ]}
    />
  );
}
