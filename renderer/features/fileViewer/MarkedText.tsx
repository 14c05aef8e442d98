import { type JSX, type ReactNode } from 'react';
import type { MatchPlace } from '../../../shared/files/contents/contentLine.ts';

/** A text with the matches of a search in it marked. Places ascend and do not overlap. */
export function MarkedText({
  text,
  places,
}: {
  text: string;
  places: readonly MatchPlace[] | undefined;
}): JSX.Element {
  if (places === undefined || places.length === 0) return <>{text}</>;
  const parts: ReactNode[] = [];
  let at = 0;
  for (const { from, to } of places) {
    parts.push(text.slice(at, from), <mark key={from}>{text.slice(from, to)}</mark>);
    at = to;
  }
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  );
}
