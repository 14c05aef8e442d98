import { useMemo, type CSSProperties, type JSX } from 'react';
import { LineList } from '../../../ui/LineList.tsx';
import classes from './DetailPane.module.css';
import { rawLines, withSigns } from './rawLines.ts';

interface RawTextProps {
  text: string;
  label: string;
  /** Blanks and control characters are shown as signs. */
  hasSigns: boolean;
}

/** A text exactly as it came, with the numbers of its lines. */
export function RawText({ text, label, hasSigns }: RawTextProps): JSX.Element {
  const lines = useMemo(() => rawLines(text), [text]);
  const digits = String(lines.findLast(({ number }) => number !== undefined)?.number ?? 1).length;
  return (
    <LineList count={lines.length} label={label}>
      {(index) => {
        const line = lines[index];
        if (line === undefined) return undefined;
        const { number, start, end } = line;
        const piece = text.slice(start, end);
        return (
          <span className={classes.rawLine} style={{ '--digits': digits } as CSSProperties}>
            <span className={classes.lineNumber} aria-hidden="true">
              {number}
            </span>
            {hasSigns ? <Signs text={piece} /> : <span>{piece.replace(/\r?\n$/, '')}</span>}
          </span>
        );
      }}
    </LineList>
  );
}

function Signs({ text }: { text: string }): JSX.Element {
  return (
    <span>
      {withSigns(text).map(({ at, text: part, isSign }) => (
        <span key={at} className={isSign ? classes.sign : undefined}>
          {part}
        </span>
      ))}
    </span>
  );
}
