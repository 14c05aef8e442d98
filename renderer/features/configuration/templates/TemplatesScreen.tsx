import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Templates.module.css';
import { TemplatesPanel } from './TemplatesPanel.tsx';

/** Templates against several chargers, from the sidebar. */
export function TemplatesScreen(): JSX.Element {
  const { t } = useTranslation();
  return (
    <section className={classes.page} aria-labelledby="templates-title">
      <h1 id="templates-title">{t('configuration.templates.entry')}</h1>
      <TemplatesPanel station={undefined} />
    </section>
  );
}
