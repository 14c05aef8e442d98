import type { JSX } from 'react';
import classes from './ProgressBar.module.css';

interface ProgressBarProps {
  done: number;
  /** Not known: then the bar says that something moves, and not how far it is. */
  total: number | undefined;
  /** For screen readers. */
  label: string;
  /** As wide as there is room. */
  isWide?: boolean;
  /** Nothing moves at the moment. */
  isStill?: boolean;
}

/** How much of a whole is done. */
export function ProgressBar(props: ProgressBarProps): JSX.Element {
  const { done, total, label, isWide = false, isStill = false } = props;
  return (
    <progress
      className={classes.bar}
      {...(total === undefined ? {} : { value: Math.min(done, total), max: Math.max(1, total) })}
      {...(isWide ? { 'data-wide': true } : {})}
      {...(isStill ? { 'data-still': true } : {})}
      aria-label={label}
    />
  );
}
