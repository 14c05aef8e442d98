import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './SettingList.module.css';
import type { SettingSort, SortName } from './settingRows.ts';

const COLUMNS = [
  { name: 'name', sort: 'name' },
  { name: 'value', sort: 'value' },
  { name: 'allowed', sort: undefined },
  { name: 'default', sort: undefined },
  { name: 'meaning', sort: 'issues' },
] as const satisfies readonly { name: string; sort: SortName | undefined }[];

interface SortHeadProps {
  sort: SettingSort | undefined;
  onSort: (sort: SettingSort) => void;
}

/** The names of the columns; those that sort are buttons. */
export function SortHead({ sort, onSort }: SortHeadProps): JSX.Element {
  const { t } = useTranslation();
  return (
    <div className={classes.head}>
      {COLUMNS.map(({ name, sort: by }) => {
        const words = t(`configuration.columns.${name}`);
        if (by === undefined || sort === undefined) return <span key={name}>{words}</span>;
        const isOn = sort.by === by;
        return (
          <button
            key={name}
            type="button"
            aria-pressed={isOn}
            title={t(`configuration.sort.${by}`)}
            onClick={() => onSort({ by, isDescending: isOn && !sort.isDescending })}
          >
            {words}
            <span aria-hidden="true">{isOn ? (sort.isDescending ? ' ↓' : ' ↑') : ''}</span>
          </button>
        );
      })}
    </div>
  );
}
