import { Anchor } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { formatRoute } from '../../state/route.ts';
import classes from './UnknownStation.module.css';

/** An address of a station that this session has not seen: an old bookmark, or another session file. */
export function UnknownStation({ stationId }: { stationId: string }): JSX.Element {
  const { t } = useTranslation();
  return (
    <section className={classes.unknown}>
      <h1>{t('stations.unknown.title', { id: stationId })}</h1>
      <p>{t('stations.unknown.text')}</p>
      <Anchor href={formatRoute({ screen: 'start' })} underline="always">
        {t('stations.unknown.start')}
      </Anchor>
    </section>
  );
}
