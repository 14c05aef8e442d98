import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { TextPlace } from '../../../shared/trace/import/importReport.ts';
import classes from './ImportScreen.module.css';

/** Places of the file with their text; nothing where there are none. */
export function TextPlaces({
  title,
  places,
}: {
  title: string;
  places: readonly TextPlace[];
}): JSX.Element | undefined {
  const { t } = useTranslation();
  if (places.length === 0) return undefined;
  // Several may stand in one line.
  const numbered = places.map((place, number) => ({ ...place, number }));
  return (
    <section className={classes.places}>
      <h3>{title}</h3>
      <ol tabIndex={0} aria-label={title}>
        {numbered.map(({ line, text, number }) => (
          <li key={number}>
            <span>{t('imports.line', { line })}</span>
            <code>{text}</code>
          </li>
        ))}
      </ol>
    </section>
  );
}
