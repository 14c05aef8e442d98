import type { JSX, ReactNode } from 'react';
import { Dot, type DotTone } from './Dot.tsx';
import classes from './DotLine.module.css';

interface DotLineProps {
  tone: DotTone;
  /** Read aloud, where the words do not say it. */
  label?: string;
  children: ReactNode;
}

/** A sign and what it stands for; further lines begin below the words, not below the sign. */
export function DotLine({ tone, label, children }: DotLineProps): JSX.Element {
  return (
    <span className={classes.line}>
      <Dot tone={tone} {...(label === undefined ? {} : { label })} />
      <span>{children}</span>
    </span>
  );
}
