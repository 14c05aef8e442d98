import type { JSX, ReactNode } from 'react';
import classes from './ToolRow.module.css';

interface ToolRowProps {
  children: ReactNode;
  /** Where several buttons are one choice: what is chosen, for screen readers. */
  label?: string;
}

/** Buttons and small fields in a row, which wraps where it is too long. */
export function ToolRow({ children, label }: ToolRowProps): JSX.Element {
  const group = label === undefined ? {} : { role: 'group', 'aria-label': label };
  return (
    <div className={classes.row} {...group}>
      {children}
    </div>
  );
}
