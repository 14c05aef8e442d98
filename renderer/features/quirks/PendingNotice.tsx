import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuirkState } from '../../../shared/station/quirkState.ts';
import { useAction } from '../../state/useAction.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { Icon } from '../../ui/Icon.tsx';
import classes from './QuirksScreen.module.css';

/** What was changed and does not hold yet, with the way to make it hold. */
export function PendingNotice({ state }: { state: QuirkState }): JSX.Element | undefined {
  const { t } = useTranslation();
  const { isBusy, isPossible, failure, run } = useAction();
  const { stationId, pending } = state;
  if (pending.length === 0) return undefined;
  const names = pending.map((setting) => t(`quirks.settings.${setting}.title`)).join(', ');
  return (
    <div className={classes.pending} role="status">
      <Icon name="clock" />
      <div>
        <p>
          <b>{t('quirks.pending.title', { names })}</b> {t('quirks.pending.hint')}
        </p>
        <FailureText failure={failure} />
      </div>
      <Button
        disabled={!isPossible}
        loading={isBusy}
        onClick={() => void run((client) => client.call('station.disconnect', { stationId }))}
      >
        {t('quirks.pending.disconnect')}
      </Button>
    </div>
  );
}
