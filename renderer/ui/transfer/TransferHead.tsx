import type { JSX } from 'react';
import { Dot, type DotTone } from '../Dot.tsx';
import classes from './TransferPage.module.css';

interface TransferHeadProps {
  /** Of the heading, which names the section. */
  id: string;
  title: string;
  /** What is known of it from the beginning, in a line. */
  facts: readonly string[];
  tone: DotTone;
  /** How far it is, in a word. */
  state: string;
}

/** What a transfer is, and how far. */
export function TransferHead({ id, title, facts, tone, state }: TransferHeadProps): JSX.Element {
  return (
    <header className={classes.panelHead}>
      <h3 id={id}>
        {title}
        <span className="dim">
          {' · '}
          {facts.join(' · ')}
        </span>
      </h3>
      <p className={classes.state} data-tone={tone} role="status">
        <Dot tone={tone} />
        {state}
      </p>
    </header>
  );
}
