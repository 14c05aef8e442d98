import { NativeSelect } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Subject } from './usePolicy.ts';
import { Setting } from './Setting.tsx';

interface SettingSelectProps {
  subject: Subject;
  label: string;
  own: string | undefined;
  /** What holds without an own setting, in words. */
  inherited: string;
  options: readonly { value: string; label: string }[];
  note?: string | undefined;
  onChange: (value: string | null) => void;
}

/** No setting has an empty value. */
const INHERIT = '';

/** A choice whose first entry is not to choose, and says what holds then. */
export function SettingSelect(props: SettingSelectProps): JSX.Element {
  const { t } = useTranslation();
  const { subject, label, own, inherited, options, note, onChange } = props;
  const inherit = t(`answers.inherit.${subject.stationId === undefined ? 'all' : 'station'}`, {
    value: inherited,
  });
  return (
    <Setting label={label} note={note}>
      <NativeSelect
        value={own ?? INHERIT}
        data={[{ value: INHERIT, label: inherit }, ...options]}
        onChange={({ currentTarget: { value } }) => onChange(value === INHERIT ? null : value)}
      />
    </Setting>
  );
}
