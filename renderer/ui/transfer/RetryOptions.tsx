import { NumberInput } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './TransferPage.module.css';

interface Retries {
  retries: number | undefined;
  retryIntervalS: number | undefined;
}

interface RetryOptionsProps {
  value: Retries;
  onChange: (change: Partial<Retries>) => void;
}

/** How often a station tries by itself; what is not said is left out, since some take 0 for "never". */
export function RetryOptions({ value, onChange }: RetryOptionsProps): JSX.Element {
  const { t } = useTranslation();
  return (
    <div className={classes.pair}>
      <NumberInput
        label={t('files.options.retries')}
        placeholder={t('files.options.notSaid')}
        min={0}
        max={100}
        allowDecimal={false}
        value={value.retries ?? ''}
        onChange={(retries) => onChange({ retries: typeof retries === 'number' ? retries : undefined })}
      />
      <NumberInput
        label={t('files.options.retryInterval')}
        placeholder={t('files.options.notSaid')}
        min={0}
        max={86_400}
        allowDecimal={false}
        value={value.retryIntervalS ?? ''}
        onChange={(interval) =>
          onChange({ retryIntervalS: typeof interval === 'number' ? interval : undefined })
        }
      />
    </div>
  );
}
