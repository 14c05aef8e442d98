import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { formatRoute } from '../../../state/route.ts';
import { TraceScope } from '../../../state/traceScope.tsx';
import { useTopic } from '../../../state/useAppState.ts';
import { MessagesScreen } from '../MessagesScreen.tsx';
import { TraceHead } from './TraceHead.tsx';
import classes from './TraceScreen.module.css';

/** The messages of a session file that is open beside the running session: the same inspector, for reading only. */
export function TraceScreen({ traceId }: { traceId: string }): JSX.Element | undefined {
  const { t } = useTranslation();
  const traces = useTopic('traces');
  if (traces === undefined) return undefined;
  const trace = traces.find(({ id }) => id === traceId);
  if (trace === undefined) {
    return (
      <section className={classes.unknown} aria-label={traceId}>
        <h1>{t('traces.unknown.title', { name: traceId })}</h1>
        <p className="dim">{t('traces.unknown.text')}</p>
        <Button component="a" href={formatRoute({ screen: 'sessions' })}>
          {t('traces.unknown.button')}
        </Button>
      </section>
    );
  }
  return (
    <div className={classes.screen}>
      <TraceHead trace={trace} />
      <TraceScope trace={trace}>
        <MessagesScreen key={traceId} station={undefined} />
      </TraceScope>
    </div>
  );
}
