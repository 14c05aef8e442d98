import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { mainScheme, sortAddresses, stationUrl } from '../../state/addressForms.ts';
import { useConnection, useTopic } from '../../state/useAppState.ts';
import { useNow } from '../../state/useNow.ts';
import { useFormats } from '../../ui/useFormats.ts';
import classes from './Footer.module.css';

function Clock(): JSX.Element {
  const formats = useFormats();
  const now = useNow();
  return <time dateTime={new Date(now).toISOString()}>{formats.time(now)}</time>;
}

export function Footer(): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const listening = useTopic('listening');
  const session = useTopic('session');
  const isLinked = useConnection().phase === 'open';
  const [first] = sortAddresses(listening?.addresses ?? []);
  return (
    <footer className={classes.footer}>
      {listening !== undefined && first !== undefined && (
        <span className={`mono ${classes.address}`}>
          {stationUrl(first.address, listening.port, '<id>', mainScheme(listening))}
        </span>
      )}
      {listening?.tls !== undefined && listening.tls !== 'off' && (
        <span className={classes.wide}>{t(`door.footer.${listening.tls}`)}</span>
      )}
      <span className={classes.space} />
      {session !== undefined && isLinked && (
        <>
          <span>{t('shell.rate', { rate: formats.count(Math.round(session.framesPerSecond)) })}</span>
          {session.sizeBytes !== undefined && session.maxBytes !== undefined && (
            <span className={classes.wide}>
              {t('shell.sizeOf', {
                size: formats.bytes(session.sizeBytes),
                limit: formats.bytes(session.maxBytes),
              })}
            </span>
          )}
          {session.freeBytes !== undefined && (
            <span className={classes.wide}>
              {t('shell.free', { size: formats.bytes(session.freeBytes) })}
            </span>
          )}
        </>
      )}
      <Clock />
    </footer>
  );
}
