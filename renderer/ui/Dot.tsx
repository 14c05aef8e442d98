import type { JSX } from 'react';
import classes from './Dot.module.css';

export type DotTone = 'ok' | 'off' | 'warn' | 'bad' | 'busy';

/** A small sign that differs in shape, not in colour alone: disc, ring, triangle, diamond. `label` is read aloud. */
export function Dot({ tone, label }: { tone: DotTone; label?: string }): JSX.Element {
  const className = `${classes.dot} ${classes[tone]}`;
  if (label === undefined) return <span className={className} aria-hidden="true" />;
  return <span className={className} role="img" aria-label={label} title={label} />;
}
