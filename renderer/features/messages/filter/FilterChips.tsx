import { CloseButton } from '@mantine/core';
import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { chipsOf, withChipNegated, withoutChip } from '../../../../shared/trace/filter/filterChips.ts';
import { Icon } from '../../../ui/Icon.tsx';
import classes from './FilterChips.module.css';

interface FilterChipsProps {
  filter: string;
  onFilter: (filter: string) => void;
  /** Behind the chips: what is done with the whole filter. */
  children: ReactNode;
}

/** The parts of the filter, all of which must hold: each can be turned into its opposite or taken away. */
export function FilterChips({ filter, onFilter, children }: FilterChipsProps): JSX.Element | undefined {
  const { t } = useTranslation();
  const chips = chipsOf(filter);
  if (chips.length === 0) return undefined;
  return (
    <ul className={classes.chips} aria-label={t('filter.chips.label')}>
      {chips.map((chip) => (
        <li key={chip.from} className={classes.chip} data-negated={chip.isNegated || undefined}>
          {chip.isNegated && <span className={classes.not}>{t('filter.chips.notSign')}</span>}
          <span className={`mono ${classes.text}`} title={chip.text}>
            {chip.isNegated ? chip.text.replace(/^(?:-|not\b)\s*/i, '') : chip.text}
          </span>
          <button
            type="button"
            className={classes.negate}
            aria-pressed={chip.isNegated}
            aria-label={t('filter.chips.not', { term: chip.text })}
            title={t(chip.isNegated ? 'filter.chips.again' : 'filter.chips.negate')}
            onClick={() => onFilter(withChipNegated(filter, chip))}
          >
            <Icon name="ban" size={12} />
          </button>
          <CloseButton
            size={18}
            onClick={() => onFilter(withoutChip(filter, chip))}
            aria-label={t('filter.chips.remove', { term: chip.text })}
          />
        </li>
      ))}
      <li className={classes.whole}>{children}</li>
    </ul>
  );
}
