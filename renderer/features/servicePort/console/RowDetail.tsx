import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Console.module.css';
import { meaningWords } from './meaningWords.ts';
import type { ConsoleRow } from './rowBook.ts';

/** What fits into a row on most screens. */
const SHORT_CHARS = 40;

interface RowDetailProps {
  row: ConsoleRow | undefined;
  text: string;
}

/** The chosen row in full, where its row may cut it off: what came, and what the driver made of it. */
export function RowDetail({ row, text }: RowDetailProps): JSX.Element | undefined {
  const { t } = useTranslation();
  if (row === undefined) return undefined;
  const { meanings } = row.line;
  if (meanings.length === 0 && text.length <= SHORT_CHARS) return undefined;
  return (
    <section className={classes.detail} aria-label={t('port.console.detail')} tabIndex={0}>
      <p className="mono">{text}</p>
      {meanings.map((one) => (
        <p key={`${one.offset} ${one.meaning}`} data-problem={one.isProblem || undefined}>
          {one.isProblem && <span aria-hidden="true">⚠ </span>}
          {meaningWords(one)}
        </p>
      ))}
    </section>
  );
}
