import { useId, type JSX, type ReactNode } from 'react';
import classes from './AnswersPage.module.css';

export function Section(props: { title: string; isWide?: boolean; children: ReactNode }): JSX.Element {
  const { title, isWide = false, children } = props;
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id} data-wide={isWide || undefined}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
