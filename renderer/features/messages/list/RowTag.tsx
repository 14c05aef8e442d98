import type { TFunction } from 'i18next';
import type { JSX } from 'react';
import type { TraceRow } from '../../../../shared/trace/record.ts';
import classes from '../../../ui/SeverityMark.module.css';
import { rowTag } from './rowTagWords.ts';
import type { CallState } from './rowStatus.ts';

interface RowTagProps {
  row: Pick<TraceRow, 'issues' | 'kind' | 'isProtest'>;
  state: CallState | undefined;
  t: TFunction;
}

/** What is wrong with a record, in a word; a tick where it was checked and nothing is. */
export function RowTag({ row, state, t }: RowTagProps): JSX.Element | undefined {
  const tag = rowTag(row, state, t);
  if (tag === undefined) return undefined;
  return (
    <span className={classes.tag} data-severity={tag.severity} title={tag.title}>
      <span aria-hidden="true">{tag.sign}</span>
      {tag.unseen !== undefined && <span className="unseen">{tag.unseen}</span>}
      {tag.words.map((word) => (
        <span key={word}>{word}</span>
      ))}
    </span>
  );
}
