import type { JSX } from 'react';
import classes from './ProgressBar.module.css';

interface ProgressBarProps {
  done: number;
  total: number;
  /** For screen readers. */
  label: string;
}

/** How much of a known whole is done. */
export function ProgressBar({ done, total, label }: ProgressBarProps): JSX.Element {
  return <progress className={classes.bar} value={done} max={total} aria-label={label} />;
}
