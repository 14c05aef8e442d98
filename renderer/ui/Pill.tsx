import type { JSX, ReactNode, Ref } from 'react';
import type { DotTone } from './Dot.tsx';
import classes from './Pill.module.css';

interface PillProps {
  tone?: DotTone | undefined;
  /** Told as it changes. */
  isStatus?: boolean;
  /** Where it leads; without, it is only read. */
  href?: string;
  title?: string | undefined;
  children: ReactNode;
}

/** A word or two about what a head names: how it stands, where it belongs. */
export function Pill({ tone, isStatus = false, href, title, children }: PillProps): JSX.Element {
  if (href !== undefined) {
    return (
      <a className={classes.pill} href={href} data-tone={tone} title={title}>
        {children}
      </a>
    );
  }
  return (
    <span className={classes.pill} data-tone={tone} title={title} role={isStatus ? 'status' : undefined}>
      {children}
    </span>
  );
}

interface PillButtonProps {
  ref?: Ref<HTMLButtonElement>;
  isOpen: boolean;
  onClick: () => void;
  children: ReactNode;
}

/** A pill that shows or hides what stands below the head. */
export function PillButton({ ref, isOpen, onClick, children }: PillButtonProps): JSX.Element {
  return (
    <button ref={ref} type="button" className={classes.pill} aria-expanded={isOpen} onClick={onClick}>
      {children} <span aria-hidden="true">{isOpen ? '▴' : '▾'}</span>
    </button>
  );
}
