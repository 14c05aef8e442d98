import { ActionIcon } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenTrace } from '../../../shared/session/openTrace.ts';
import { formatRoute } from '../../state/route.ts';
import { useAction } from '../../state/useAction.ts';
import { navigate, useRoute } from '../../state/useRoute.ts';
import { Dot } from '../../ui/Dot.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useFormats } from '../../ui/useFormats.ts';
import classes from './Sidebar.module.css';

/** The session files that are open beside the running session. */
export function TraceEntries({ traces }: { traces: readonly OpenTrace[] }): JSX.Element {
  return (
    <ul>
      {traces.map((trace) => (
        <li key={trace.id} className={classes.trace}>
          <TraceEntry trace={trace} />
        </li>
      ))}
    </ul>
  );
}

function TraceEntry({ trace }: { trace: OpenTrace }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const route = useRoute();
  const close = useAction();
  const { id, name, path, records, isLive, problem, site } = trace;
  const isCurrent = route.screen === 'trace' && route.traceId === id;
  const count = t('shell.records', { count: records, shown: formats.count(records) });
  return (
    <>
      <a
        className={classes.entry}
        href={formatRoute({ screen: 'trace', traceId: id })}
        aria-current={isCurrent ? 'page' : undefined}
        title={path}
      >
        {isLive ? (
          <Dot tone="ok" label={t('traces.live')} />
        ) : (
          <span className={classes.sign}>
            <Icon name={problem === undefined ? 'trace' : 'fault'} size={14} />
          </span>
        )}
        <b>{name}</b>
        <small>{[count, site].filter(Boolean).join(' · ')}</small>
      </a>
      <ActionIcon
        className={classes.close ?? ''}
        variant="subtle"
        color="gray"
        size={24}
        disabled={!close.isPossible || close.isBusy}
        onClick={() =>
          void close.run(async (client) => {
            await client.call('trace.close', { trace: id });
            if (isCurrent) navigate({ screen: 'sessions' });
          })
        }
        aria-label={t('traces.close', { name })}
      >
        <Icon name="close" size={13} />
      </ActionIcon>
    </>
  );
}
