import type { JSX, ReactNode } from 'react';
import classes from './NotHere.module.css';

interface NotHereProps {
  title: string;
  text: string;
  /** The way on. */
  children: ReactNode;
}

/** An address of something that this visit does not know: an old bookmark, or of another session file. */
export function NotHere({ title, text, children }: NotHereProps): JSX.Element {
  return (
    <section className={classes.page}>
      <h1>{title}</h1>
      <p>{text}</p>
      {children}
    </section>
  );
}
