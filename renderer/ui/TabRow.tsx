import { useEffect, useRef, type JSX, type ReactNode } from 'react';
import classes from './TabRow.module.css';

interface TabRowProps {
  label: string;
  /** The one that is looked at, as its `data-tab` says. */
  tab: string;
  /** Links, each with its `data-tab`. */
  children: ReactNode;
}

/** The tabs of a station or of a port. */
export function TabRow({ label, tab, children }: TabRowProps): JSX.Element {
  const box = useRef<HTMLElement>(null);
  // On a phone the tabs are wider than the screen.
  useEffect(() => {
    box.current?.querySelector(`[data-tab=${tab}]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [tab]);
  return (
    <nav ref={box} className={classes.tabs} aria-label={label}>
      {children}
    </nav>
  );
}
