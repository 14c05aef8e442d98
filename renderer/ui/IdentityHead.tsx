import type { JSX, ReactNode } from 'react';
import classes from './IdentityHead.module.css';

interface IdentityHeadProps {
  name: string;
  /** In full, where the name is cut. */
  title: string;
  /** Maker, model, firmware, address. */
  what: ReactNode;
  whatTitle?: string | undefined;
  /** How it stands. */
  children: ReactNode;
  /** What can be done with it, at the end. */
  actions?: ReactNode;
}

/** Who a screen is about, how it stands, and what can be done with it. */
export function IdentityHead(props: IdentityHeadProps): JSX.Element {
  const { name, title, what, whatTitle, children, actions } = props;
  return (
    <div className={classes.head}>
      <div className={classes.identity}>
        <h1 title={title}>{name}</h1>
        <span className={classes.what} title={whatTitle}>
          {what}
        </span>
        {children}
      </div>
      {actions !== undefined && <div className={classes.actions}>{actions}</div>}
    </div>
  );
}
