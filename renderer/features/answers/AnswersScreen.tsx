import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Station } from '../../../shared/station/station.ts';
import { formatRoute } from '../../state/route.ts';
import { AnswersPage } from './AnswersPage.tsx';
import classes from './AnswersPage.module.css';

/** The tab of a station. */
export function AnswersScreen({ station }: { station: Station }): JSX.Element {
  const { t } = useTranslation();
  const { id, version } = station;
  return (
    <AnswersPage
      subject={{ stationId: id, version }}
      lead={
        <p>
          {t('answers.lead.station', { id })}{' '}
          <a className={classes.link} href={formatRoute({ screen: 'answers' })}>
            {t('answers.toAll')}
          </a>
        </p>
      }
    />
  );
}
