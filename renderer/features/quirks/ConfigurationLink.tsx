import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { formatRoute } from '../../state/route.ts';
import classes from './QuirksScreen.module.css';

/** The way to the configuration, which is read as this profile says. */
export function ConfigurationLink({ stationId }: { stationId: string }): JSX.Element {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="quirks-configuration">
      <div className={classes.head}>
        <div>
          <h2 id="quirks-configuration">{t('quirks.configuration.title')}</h2>
          <p>{t('quirks.configuration.lead')}</p>
        </div>
        <Button component="a" href={formatRoute({ screen: 'station', stationId, tab: 'configuration' })}>
          {t('quirks.configuration.go')}
        </Button>
      </div>
    </section>
  );
}
