import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { formatRoute } from '../../state/route.ts';
import classes from './PortScreen.module.css';

/** An address of a port that was not opened in this visit: an old bookmark, or it was forgotten. */
export function PortNotOpened({ path }: { path: string }): JSX.Element {
  const { t } = useTranslation();
  return (
    <section className={classes.unknown}>
      <h1>{t('port.unknown.title', { path })}</h1>
      <p>{t('port.unknown.text')}</p>
      <Button component="a" variant="filled" href={formatRoute({ screen: 'ports', path })}>
        {t('port.unknown.open')}
      </Button>
    </section>
  );
}
