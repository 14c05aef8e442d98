import type { JSX } from 'react';
import type { Place } from '../../../../shared/trace/filter/filterNode.ts';
import classes from './FilterField.module.css';

interface WrongPlaceProps {
  text: string;
  place: Place;
  /** How far the text of the field is pushed to the left. */
  scrollPx: number;
}

/** Underlines a part of the field's text: the same text lies over it, unseen but for the line. */
export function WrongPlace({ text, place, scrollPx }: WrongPlaceProps): JSX.Element {
  const { from, to } = place;
  // At the end something is missing: there is no character to underline.
  const wrong = text.slice(from, to) || ' ';
  return (
    <div className={`mono ${classes.mirror}`} aria-hidden="true">
      <span style={{ transform: `translateX(${-scrollPx}px)` }}>
        {text.slice(0, from)}
        <mark>{wrong}</mark>
        {text.slice(to)}
      </span>
    </div>
  );
}
