import { ActionIcon, Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../../../shared/session/session.ts';
import { useConnection, useTopic } from '../../state/useAppState.ts';
import { askForNewVisit } from '../../state/newVisit.ts';
import { formatRoute } from '../../state/route.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useFormats } from '../../ui/useFormats.ts';
import classes from './Header.module.css';
import { ThemeSwitch } from './ThemeSwitch.tsx';

const RECORDING_CLASSES = { on: classes.on, paused: classes.paused, 'read-only': classes.readOnly };

function RecordingState({ session }: { session: Session }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const { recording, records } = session;
  return (
    <span className={`${classes.recording} ${RECORDING_CLASSES[recording]}`}>
      {recording === 'on' && <span className={classes.lamp} aria-hidden="true" />}
      {recording === 'paused' && <Icon name="pause" size={13} />}
      {recording === 'read-only' && <Icon name="lock" size={13} />}
      {t(`shell.recording.${recording}`)}
      <small>{t('shell.records', { count: records, shown: formats.count(records) })}</small>
    </span>
  );
}

interface HeaderProps {
  isHelpOpen: boolean;
  onHelp: () => void;
  isSidebarOpen: boolean;
  onSidebar: () => void;
}

export function Header({ isHelpOpen, onHelp, isSidebarOpen, onSidebar }: HeaderProps): JSX.Element {
  const { t } = useTranslation();
  const session = useTopic('session');
  const isLinked = useConnection().phase === 'open';
  return (
    <header className={classes.header}>
      <ActionIcon
        className={classes.menu ?? ''}
        size={32}
        onClick={onSidebar}
        aria-label={t(isSidebarOpen ? 'shell.menu.close' : 'shell.menu.open')}
        aria-expanded={isSidebarOpen}
        aria-controls="sidebar"
      >
        <Icon name={isSidebarOpen ? 'close' : 'menu'} />
      </ActionIcon>
      <a className={classes.brand} href={formatRoute({ screen: 'start' })}>
        <span className={classes.mark} aria-hidden="true" />
        <span className={classes.word}>{t('shell.name')}</span>
      </a>
      {session !== undefined && (
        <>
          <a className={classes.session} title={session.path} href={formatRoute({ screen: 'sessions' })}>
            {[session.title ?? session.name, session.site].filter(Boolean).join(' · ')}
          </a>
          {/* Whether it records now is known only while it can be asked. */}
          {isLinked && <RecordingState session={session} />}
          {isLinked && (
            <Button className={classes.newVisit ?? ''} variant="subtle" color="gray" onClick={askForNewVisit}>
              {t('sessions.begin.header')}
            </Button>
          )}
        </>
      )}
      <span className={classes.space} />
      <ThemeSwitch />
      <ActionIcon
        onClick={onHelp}
        aria-label={t('shell.help.open')}
        aria-expanded={isHelpOpen}
        aria-controls="help"
        aria-keyshortcuts="?"
      >
        <Icon name="help" />
      </ActionIcon>
    </header>
  );
}
