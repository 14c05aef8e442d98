import { Button } from '@mantine/core';
import { useEffect, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { isRunGoingOn } from '../../state/portRunState.ts';
import { formatRoute } from '../../state/route.ts';
import { useHost, useTopic } from '../../state/useAppState.ts';
import { useRoute } from '../../state/useRoute.ts';
import { useStayAwake } from '../../state/useStayAwake.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useFormats } from '../../ui/useFormats.ts';
import classes from './Notices.module.css';

/**
 * While firmware goes over a cable every screen says so, and closing asks first. A browser asks by itself; the desktop program stays open
 * once, with this strip as the question, and closes upon the second wish.
 */
export function TransferNotice(): JSX.Element | undefined {
  const { t } = useTranslation();
  const formats = useFormats();
  const { kind } = useHost();
  const route = useRoute();
  const [askedFor, setAskedFor] = useState<string>();
  const run = (useTopic('portRuns') ?? []).find((one) => one.kind === 'firmware' && isRunGoingOn(one));
  const id = run?.id;
  // Of another push it is asked anew.
  const isAsked = id !== undefined && askedFor === id;
  useStayAwake(id !== undefined);
  useEffect(() => {
    if (id === undefined || (kind === 'electron' && isAsked)) return undefined;
    const ask = (event: BeforeUnloadEvent): void => {
      event.preventDefault();
      setAskedFor(id);
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [id, isAsked, kind]);
  const isThere = route.screen === 'port' && route.path === run?.path && route.tab === 'firmware';
  if (run === undefined || (isThere && !isAsked)) return undefined;
  const { path, bytes, file } = run;
  const share = file?.sizeBytes === undefined || file.sizeBytes === 0 ? undefined : bytes / file.sizeBytes;
  return (
    <div className={classes.notice}>
      <span className={classes.sign}>
        <Icon name="fault" />
      </span>
      <p>
        {t('port.leaving.text', { path, percent: formats.percent(Math.floor((share ?? 0) * 100)) })}
        {isAsked && ` ${t('port.leaving.asked')}`}
      </p>
      <Button component="a" href={formatRoute({ screen: 'port', path, tab: 'firmware' })}>
        {t('port.leaving.show')}
      </Button>
    </div>
  );
}
