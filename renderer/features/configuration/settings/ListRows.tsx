import { memo, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Edit } from '../../../state/configurationEdits.ts';
import { isMissing } from './setting.ts';
import { GroupLine, SettingLine } from './SettingLine.tsx';
import classes from './SettingList.module.css';
import type { SettingRow as Row } from './settingRows.ts';

type Group = Row & { kind: 'group' };

/** What a press on a line does; the same object for as long as the list lives. */
export interface RowActions {
  toggle: (row: Group) => void;
  select: (id: string) => void;
  edit: (id: string) => void;
}

export const domId = (index: number): string => `setting-${index}`;

interface RowProps {
  index: number;
  isSelected: boolean;
  actions: RowActions;
}

function commonOf({ index, isSelected }: RowProps, { depth }: Row): object {
  return {
    id: domId(index),
    className: classes.row,
    role: 'row',
    'aria-rowindex': index + 1,
    'aria-level': depth + 1,
    'aria-selected': isSelected,
    'data-current': isSelected || undefined,
  };
}

interface GroupRowProps extends RowProps {
  row: Group;
  title: string;
  hint?: string;
}

/** The line of a group; drawn anew only when something of it changes, while the list scrolls. */
export const GroupRow = memo(function GroupRow(props: GroupRowProps): JSX.Element {
  const { row, title, hint, actions } = props;
  return (
    <div
      {...commonOf(props, row)}
      data-kind="group"
      aria-expanded={row.isOpen}
      onClick={() => actions.toggle(row)}
    >
      <GroupLine row={row} title={title} hint={hint} />
    </div>
  );
});

interface SettingRowProps extends RowProps {
  row: Row & { kind: 'setting' };
  edit: Edit | undefined;
  /** The value before this visit, where it was changed since. */
  before: string | undefined;
  isChanged: boolean;
  /** The field, while the value is being edited in the line. */
  field: { control: JSX.Element; sentence: JSX.Element } | undefined;
}

/** The line of a setting; drawn anew only when something of it changes, while the list scrolls. */
export const SettingRow = memo(function SettingRow(props: SettingRowProps): JSX.Element {
  const { row, edit, before, isChanged, field, actions } = props;
  const { t } = useTranslation();
  const { setting } = row;
  const shownBefore = setting.isSecret ? '•••' : (before ?? '–');
  return (
    <div
      {...commonOf(props, row)}
      data-kind="setting"
      data-edited={edit !== undefined || undefined}
      data-missing={isMissing(setting) || undefined}
      data-changed={isChanged || undefined}
      title={isChanged ? t('configuration.list.changedHere', { before: shownBefore }) : undefined}
      onClick={() => {
        if (field === undefined) actions.select(row.id);
      }}
      onDoubleClick={() => {
        if (field === undefined) actions.edit(row.id);
      }}
    >
      <SettingLine
        setting={setting}
        depth={row.depth}
        edit={edit}
        field={field?.control}
        sentence={field?.sentence}
      />
    </div>
  );
});
