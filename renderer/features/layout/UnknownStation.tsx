import { Anchor } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { formatRoute } from '../../state/route.ts';
import { NotHere } from '../../ui/NotHere.tsx';

/** An address of a station that this session has not seen: an old bookmark, or another session file. */
export function UnknownStation({ stationId }: { stationId: string }): JSX.Element {
  const { t } = useTranslation();
  return (
    <NotHere title={t('stations.unknown.title', { id: stationId })} text={t('stations.unknown.text')}>
      <Anchor href={formatRoute({ screen: 'start' })} underline="always">
        {t('stations.unknown.start')}
      </Anchor>
    </NotHere>
  );
}
