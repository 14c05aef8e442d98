import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { formatRoute } from '../../state/route.ts';
import { usePracticePort } from '../../state/usePracticePort.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { Icon } from '../../ui/Icon.tsx';
import classes from './PracticePanel.module.css';

/** The other way to a charger, for who came with a cable: its service port, or one to practise with. */
export function CablePanel(): JSX.Element {
  const { t } = useTranslation();
  const { isBusy, isPossible, failure, start } = usePracticePort();
  return (
    <div className={classes.panel}>
      <div className={classes.starter}>
        <h2 id="cable-title" className={classes.title}>
          {t('port.start.title')}
        </h2>
        <span className={classes.lead}>{t('port.start.lead')}</span>
        <Button loading={isBusy} disabled={!isPossible} onClick={() => start('rapi')}>
          {t('port.start.practise')}
        </Button>
        <Button
          component="a"
          href={formatRoute({ screen: 'ports' })}
          leftSection={<Icon name="cable" size={14} />}
        >
          {t('port.start.open')}
        </Button>
      </div>
      <div className={classes.failure}>
        <FailureText failure={failure} />
      </div>
    </div>
  );
}
