import type { JSX, ReactNode } from 'react';
import classes from './AnswersPage.module.css';

/** One setting: its name, its control, and what is to be known about it. The control is inside the label. */
export function Setting(props: {
  label: string;
  note?: string | undefined;
  children: ReactNode;
}): JSX.Element {
  const { label, note, children } = props;
  return (
    <div className={classes.setting}>
      <label>
        <span>{label}</span>
        {children}
      </label>
      {note !== undefined && <small>{note}</small>}
    </div>
  );
}
