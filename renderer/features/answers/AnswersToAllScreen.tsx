import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { AnswersPage } from './AnswersPage.tsx';

export function AnswersToAllScreen(): JSX.Element {
  const { t } = useTranslation();
  return (
    <AnswersPage
      subject={{ stationId: undefined, version: undefined }}
      lead={
        <>
          <h1>{t('answers.title')}</h1>
          <p>{t('answers.lead.all')}</p>
        </>
      }
    />
  );
}
