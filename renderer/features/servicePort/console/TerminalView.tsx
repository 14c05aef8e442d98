import { ActionIcon, Button, Switch, TextInput } from '@mantine/core';
import { useRef, useState, type JSX, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import { canSend } from '../../../state/portTone.ts';
import { FailureText } from '../../../ui/FailureText.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { Key } from '../../../ui/Key.tsx';
import { ToolRow } from '../../../ui/ToolRow.tsx';
import classes from './Console.module.css';
import type { Console } from './useConsole.ts';
import { useTerminal, type Xterm } from './useTerminal.ts';
import { useTypedKeys } from './useTypedKeys.ts';

interface TerminalViewProps {
  xterm: Xterm;
  port: PortState;
  console: Console;
  views: ReactNode;
}

/** A terminal for shells: each key goes to the device at once, and the device's own echo is what is seen. */
export function TerminalView({ xterm, port, console, views }: TerminalViewProps): JSX.Element {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const [hasEcho, setEcho] = useState(false);
  const [isRead, setRead] = useState(false);
  const [query, setQuery] = useState('');
  const [isFocused, setFocused] = useState(false);
  const isReady = canSend(port.phase);
  const keys = useTypedKeys(port.port.path, isReady);
  const terminal = useTerminal(box, {
    xterm,
    store: console.store,
    label: t('port.console.terminal.label', { name: port.port.name }),
    hasEcho,
    isRead,
    onKeys: keys.type,
  });
  return (
    <>
      <div className={classes.tools}>
        <ToolRow>
          {views}
          <TextInput
            className={classes.field ?? ''}
            type="search"
            aria-label={t('port.console.find')}
            placeholder={t('port.console.find')}
            value={query}
            onChange={(event) => setQuery(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') terminal.find(query, event.shiftKey ? -1 : 1);
            }}
          />
          <ActionIcon
            disabled={query === ''}
            aria-label={t('port.console.previous')}
            onClick={() => terminal.find(query, -1)}
          >
            <Icon name="up" size={14} />
          </ActionIcon>
          <ActionIcon
            disabled={query === ''}
            aria-label={t('port.console.next')}
            onClick={() => terminal.find(query, 1)}
          >
            <Icon name="down" size={14} />
          </ActionIcon>
          <Switch
            label={t('port.console.terminal.echo')}
            title={t('port.console.terminal.echoTitle')}
            checked={hasEcho}
            onChange={(event) => setEcho(event.currentTarget.checked)}
          />
          <Switch
            label={t('port.console.terminal.read')}
            checked={isRead}
            onChange={(event) => setRead(event.currentTarget.checked)}
          />
          <Button onClick={terminal.clear}>{t('port.console.terminal.clear')}</Button>
        </ToolRow>
        <p className={classes.said}>
          <span>
            {t(isReady ? 'port.console.terminal.keys' : 'port.console.terminal.closed')} <Key name="F6" />{' '}
            {t('port.console.terminal.leave')}
          </span>
        </p>
        <FailureText failure={keys.failure} />
      </div>
      <div
        ref={box}
        className={classes.terminal}
        data-focus={isFocused || undefined}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
      />
    </>
  );
}
