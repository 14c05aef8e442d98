import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Addresses } from './Addresses.tsx';
import { AttemptList } from './AttemptList.tsx';
import { CablePanel } from './CablePanel.tsx';
import { PracticePanel } from './PracticePanel.tsx';
import classes from './StartScreen.module.css';

export function StartScreen(): JSX.Element {
  const { t } = useTranslation();
  return (
    <section className={classes.start} aria-labelledby="start-title">
      <h1 id="start-title">{t('start.title')}</h1>
      <p className={classes.lead}>{t('start.lead')}</p>
      <div className={classes.part}>
        <Addresses />
      </div>
      <section className={`${classes.part} ${classes.practice}`} aria-labelledby="practice-title">
        <PracticePanel />
      </section>
      <section className={`${classes.part} ${classes.practice}`} aria-labelledby="cable-title">
        <CablePanel />
      </section>
      <section className={classes.part} aria-labelledby="attempts-title">
        <h2 id="attempts-title">
          {t('start.attempts.title')} <small>{t('start.attempts.lead')}</small>
        </h2>
        <AttemptList />
      </section>
    </section>
  );
}
