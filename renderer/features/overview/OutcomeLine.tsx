import { Anchor } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outcome } from '../../../shared/station/outcome.ts';
import { formatRoute } from '../../state/route.ts';
import { Dot } from '../../ui/Dot.tsx';
import { useFormats } from '../../ui/useFormats.ts';
import { outcomeView } from './outcomeView.ts';
import classes from './QuickCommands.module.css';

/** How a command ended, with the way to the records that prove it. */
export function OutcomeLine({ stationId, outcome }: { stationId: string; outcome: Outcome }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const { tone, key, values } = outcomeView(outcome);
  const { action, latencyMs, requestSeq, description } = outcome;
  return (
    <p className={classes.outcome}>
      <b data-tone={tone}>
        <Dot tone={tone} />
        {t(`overview.outcome.${key}`, values)}
      </b>
      <small>
        <span className="mono">{action}</span>
        {latencyMs !== undefined &&
          ` · ${t('overview.outcome.latency', { ms: formats.count(Math.round(latencyMs)) })}`}
      </small>
      {key === 'disconnected' && description !== undefined && <small>{description}</small>}
      {requestSeq !== undefined && (
        <Anchor
          size="xs"
          underline="always"
          href={formatRoute({ screen: 'station', stationId, tab: 'messages', seq: requestSeq })}
        >
          {t('overview.outcome.records', { seq: formats.count(requestSeq) })}
        </Anchor>
      )}
    </p>
  );
}
