import { useEffect, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { CompletionOption } from '../../../../shared/trace/filter/completeFilter.ts';
import classes from './FilterField.module.css';

interface CompletionListProps {
  id: string;
  options: readonly CompletionOption[];
  active: number | undefined;
  onTake: (index: number) => void;
}

export const optionId = (id: string, index: number): string => `${id}-${index}`;

/** What may be written at the cursor, below the field. The focus stays in the field. */
export function CompletionList({ id, options, active, onTake }: CompletionListProps): JSX.Element {
  const { t } = useTranslation();
  useEffect(() => {
    if (active === undefined) return;
    document.getElementById(optionId(id, active))?.scrollIntoView({ block: 'nearest' });
  }, [id, active]);
  return (
    <ul id={id} role="listbox" className={classes.options} aria-label={t('filter.completions')}>
      {options.map((option, index) => (
        <li
          key={option.name}
          id={optionId(id, index)}
          role="option"
          aria-selected={index === active}
          className={classes.option}
          // Before the field loses the focus.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onTake(index)}
        >
          <span className="mono">{option.text}</span>
          <span className={classes.about}>
            {t(`filter.about.${option.name.replaceAll('.', '-').replace(':', '_')}`, {
              defaultValue: option.about ?? '',
            })}
          </span>
        </li>
      ))}
    </ul>
  );
}
