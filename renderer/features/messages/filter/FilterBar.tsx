import { Button, SegmentedControl } from '@mantine/core';
import type { JSX, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { hasTerm, setTerm, toggleTerm, valuesOf } from '../../../../shared/trace/filter/editFilter.ts';
import { settlesLater } from '../../../../shared/trace/filter/settlesLater.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { ActionPicker } from './ActionPicker.tsx';
import classes from './FilterBar.module.css';
import { FilterChips } from './FilterChips.tsx';
import { FilterField } from './FilterField.tsx';
import { FilterHelp } from './FilterHelp.tsx';
import { NO_FILTER, type MessageFilter } from './messageFilter.ts';
import { SavedFilters } from './SavedFilters.tsx';

interface FilterBarProps {
  inputRef: Ref<HTMLInputElement>;
  stationId: string | undefined;
  filter: MessageFilter;
  onFilter: (filter: MessageFilter) => void;
  /** Asks the same once more. */
  onSearchAgain: () => void;
  isAtEnd: boolean;
  onLive: () => void;
  /** Down from the field into the list. */
  onLeave: () => void;
  children: JSX.Element;
}

const DIRECTIONS = ['both', 'in', 'out'] as const;

export function FilterBar(props: FilterBarProps): JSX.Element {
  const { inputRef, stationId, filter, onFilter, isAtEnd, onLive, onLeave, onSearchAgain, children } = props;
  const { t } = useTranslation();
  return (
    <div className={classes.bar} role="search" aria-label={t('messages.filter.label')}>
      <FilterField {...{ inputRef, stationId, filter, onFilter, onLeave }} />
      <div className={classes.tools}>
        <ActionPicker
          stationId={stationId}
          chosen={valuesOf(filter, 'action')}
          onToggle={(action) => onFilter(toggleTerm(filter, 'action', action))}
        />
        <SegmentedControl
          aria-label={t('messages.filter.direction')}
          value={directionOf(filter)}
          onChange={(value) => onFilter(setTerm(filter, 'dir', value === 'both' ? undefined : value))}
          data={DIRECTIONS.map((value) => ({
            value,
            label: (
              <span title={t(`messages.filter.directions.${value}Title`)}>
                {t(`messages.filter.directions.${value}`)}
              </span>
            ),
          }))}
        />
        <Button
          aria-pressed={hasTerm(filter, 'issue', 'any')}
          className={classes.toggle ?? ''}
          onClick={() => onFilter(toggleTerm(filter, 'issue', 'any'))}
          leftSection={<Icon name="fault" size={13} />}
        >
          {t('messages.filter.onlyIssues')}
        </Button>
        <SavedFilters filter={filter} onFilter={onFilter} />
        <FilterHelp filter={filter} onFilter={onFilter} />
        <span className={classes.space} />
        {children}
        <Button
          aria-pressed={isAtEnd}
          className={classes.live ?? ''}
          onClick={onLive}
          aria-keyshortcuts="End"
        >
          <span className={classes.liveSign} aria-hidden="true">
            {isAtEnd ? '▶' : '❚❚'}
          </span>
          {t(isAtEnd ? 'messages.live' : 'messages.held')}
        </Button>
      </div>
      <FilterChips filter={filter} onFilter={onFilter}>
        {settlesLater(filter) && (
          <Button variant="subtle" color="gray" onClick={onSearchAgain} title={t('filter.againTitle')}>
            {t('filter.again')}
          </Button>
        )}
        <Button variant="subtle" color="gray" onClick={() => onFilter(NO_FILTER)}>
          {t('messages.filter.clear')}
        </Button>
      </FilterChips>
    </div>
  );
}

/** Both also stands for what was written by hand: an action in another direction, or both of them. */
function directionOf(filter: MessageFilter): (typeof DIRECTIONS)[number] {
  const [only, ...more] = valuesOf(filter, 'dir').map((value) => value.toLowerCase());
  return (more.length === 0 ? DIRECTIONS.find((one) => one === only) : undefined) ?? 'both';
}
