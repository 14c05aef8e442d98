import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './OverviewScreen.module.css';

interface FactProps {
  name: string;
  /** Nothing means that the station has not told it. */
  value: ReactNode;
  tone?: 'warn' | 'bad';
  note?: string | undefined;
}

export function Fact({ name, value, tone, note }: FactProps): JSX.Element {
  const { t } = useTranslation();
  const isTold = value !== undefined && value !== '';
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>
        {isTold ? (
          <span data-tone={tone}>{value}</span>
        ) : (
          <span data-tone="none">{t('overview.notTold')}</span>
        )}
        {note !== undefined && note !== '' && <small> · {note}</small>}
      </dd>
    </div>
  );
}
