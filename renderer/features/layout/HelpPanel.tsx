import { ActionIcon } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/Icon.tsx';
import { Key } from '../../ui/Key.tsx';
import classes from './HelpPanel.module.css';

/** The keys of each screen; the words are `shell.help.keys.*`. */
const GROUPS = [
  {
    name: 'everywhere',
    rows: [
      { name: 'start', keys: ['g', 's'] },
      { name: 'allMessages', keys: ['g', 'm'] },
      { name: 'stations', keys: ['[', ']'] },
      { name: 'tabs', keys: ['1', '2', '…'] },
      { name: 'help', keys: ['?'] },
    ],
  },
  {
    name: 'messages',
    rows: [
      { name: 'filter', keys: ['/'] },
      { name: 'walk', keys: ['↑', '↓'] },
      { name: 'page', keys: ['PgUp', 'PgDn'] },
      { name: 'ends', keys: ['Home', 'End'] },
      { name: 'open', keys: ['Enter'] },
      { name: 'close', keys: ['Esc'] },
      { name: 'pair', keys: ['f'] },
      { name: 'issues', keys: ['n', 'p'] },
      { name: 'mark', keys: ['m'] },
      { name: 'marks', keys: ['.', ','] },
      { name: 'note', keys: ['c'] },
      { name: 'extend', keys: ['Shift', '↓'] },
      { name: 'toggle', keys: ['Space'] },
      { name: 'all', keys: ['Ctrl', 'a'] },
    ],
  },
  {
    name: 'configuration',
    rows: [
      { name: 'search', keys: ['/'] },
      { name: 'walkSettings', keys: ['↑', '↓'] },
      { name: 'fold', keys: ['←', '→'] },
      { name: 'edit', keys: ['Enter'] },
      { name: 'flip', keys: ['Space'] },
      { name: 'takeBack', keys: ['Del'] },
      { name: 'leave', keys: ['Esc'] },
      { name: 'moveItem', keys: ['Alt', '↑'] },
      { name: 'sendChanges', keys: ['Ctrl', 'Enter'] },
    ],
  },
  {
    name: 'port',
    rows: [
      { name: 'portTabs', keys: ['1', '…', '6'] },
      { name: 'sendLine', keys: ['Enter'] },
      { name: 'earlierLines', keys: ['↑', '↓'] },
      { name: 'pause', keys: ['Space'] },
      { name: 'findLine', keys: ['/'] },
      { name: 'found', keys: ['n', 'N'] },
      { name: 'markLine', keys: ['m'] },
      { name: 'leaveTerminal', keys: ['F6'] },
    ],
  },
  {
    name: 'commands',
    rows: [{ name: 'send', keys: ['Ctrl', 'Enter'] }],
  },
] as const;

/** Beside the screen, not over it: the technician reads a key and tries it. */
export function HelpPanel({ onClose }: { onClose: () => void }): JSX.Element {
  const { t } = useTranslation();
  return (
    <aside id="help" className={classes.help} aria-label={t('shell.help.title')}>
      <div className={classes.head}>
        <h2>{t('shell.help.title')}</h2>
        <ActionIcon variant="subtle" color="gray" onClick={onClose} aria-label={t('shell.help.close')}>
          <Icon name="close" />
        </ActionIcon>
      </div>
      {GROUPS.map((group) => (
        <section key={group.name}>
          <h3>{t(`shell.help.groups.${group.name}`)}</h3>
          <dl>
            {group.rows.map((row) => (
              <div key={row.name} className={classes.row}>
                <dt>{t(`shell.help.keys.${row.name}`)}</dt>
                <dd className={classes.keys}>
                  {row.keys.map((key) => (
                    <Key key={key} name={key} />
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </aside>
  );
}
